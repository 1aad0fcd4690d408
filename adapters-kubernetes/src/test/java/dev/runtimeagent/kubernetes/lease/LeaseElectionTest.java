package dev.runtimeagent.kubernetes.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rules of the design, 8, in a time that passes at once. */
final class LeaseElectionTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Contenders contenders = new Contenders();

  @Test
  void leadsAtOnceWhereNobodyDoes() {
    contenders.add("a");

    contenders.pass(Duration.ZERO);

    assertThat(contenders.leaders()).containsExactly("a");
  }

  @Test
  void writesOnlyToRenew() {
    contenders.add("a");
    contenders.add("b");
    contenders.pass(Duration.ZERO);
    var before = contenders.lease.writes;

    contenders.pass(MINUTE);

    assertThat(contenders.lease.writes - before).isEqualTo(12);
    assertThat(contenders.leaders()).containsExactly("a");
  }

  @Test
  void followsAKilledLeaderWithinTwentySeconds() {
    var a = contenders.add("a");
    var b = contenders.add("b");
    for (var moment = 0; moment < 50; moment++) {
      contenders.pass(Duration.ofMillis(3_100));
    }
    a.kill();
    var killed = contenders.time();

    contenders.pass(MINUTE);

    assertThat(contenders.leaders()).containsExactly("b");
    assertThat(Duration.between(killed, b.began.getFirst()))
        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(16));
  }

  @Test
  void followsAtOnceWhoGaveItBackAndKnowsThatItIsGone() {
    var a = contenders.add("a");
    var b = contenders.add("b");
    contenders.pass(MINUTE);
    a.release();

    contenders.pass(Duration.ofSeconds(1));

    assertThat(contenders.leaders()).containsExactly("b");
    assertThat(b.lastStep())
        .isInstanceOfSatisfying(
            Candidate.Step.Won.class,
            won -> assertThat(won.releasedBy()).isEqualTo(Optional.of("a")));
    assertThat(contenders.lease.kept.orElseThrow().releasedBy()).isEmpty();
  }

  @Test
  void knowsNothingOfOneThatIsKilledLaterThanAnotherGaveItBack() {
    contenders.add("a");
    contenders.pass(MINUTE);
    contenders.all.getFirst().release();
    var b = contenders.add("b");
    contenders.pass(MINUTE);
    b.kill();
    var c = contenders.add("c");

    contenders.pass(MINUTE);

    assertThat(c.lastStep())
        .isInstanceOfSatisfying(
            Candidate.Step.Won.class, won -> assertThat(won.releasedBy()).isEmpty());
    assertThat(contenders.lease.kept.orElseThrow().spec()).containsEntry("leaseTransitions", 2);
  }

  @Test
  void takesItsOwnLeaseAtOnceInALaterLife() {
    contenders.add("a");
    contenders.pass(MINUTE);
    contenders.all.getFirst().kill();
    contenders.add("a");

    contenders.pass(Duration.ZERO);

    assertThat(contenders.leaders()).containsExactly("a");
  }

  @Test
  void survivesStepsOfTheWallClock() {
    var a = contenders.add("a");
    var b = contenders.add("b");
    contenders.pass(MINUTE);

    for (var days : List.of(1, -400, 30, 0)) {
      a.wallClock = Duration.ofDays(20_000 + days);
      b.wallClock = Duration.ofDays(20_000 - days);
      contenders.pass(MINUTE);
    }

    assertThat(contenders.leaders()).containsExactly("a");
    assertThat(a.began).hasSize(1);
  }

  @Test
  void isSeenAliveThoughItsWallClockStandsStill() {
    var a = contenders.add("a");
    contenders.add("b");
    for (var second = 0; second < 60; second++) {
      contenders.pass(Duration.ofSeconds(1));
      a.wallClock = a.wallClock.minusSeconds(1);
    }

    assertThat(contenders.leaders()).containsExactly("a");
    assertThat(a.began).hasSize(1);
  }

  @Test
  void stopsBeforeAnotherMayBegin() {
    var a = contenders.add("a");
    var b = contenders.add("b");
    contenders.pass(MINUTE);
    a.access.fault = Optional.of(Reason.UNAVAILABLE);

    contenders.pass(Duration.ofSeconds(10));
    assertThat(contenders.leaders()).isEmpty();
    contenders.pass(Duration.ofSeconds(10));

    assertThat(contenders.leaders()).containsExactly("b");
    assertThat(b.began).hasSize(1);
  }

  @Test
  void surmountsAShortOutage() {
    var a = contenders.add("a");
    contenders.pass(Duration.ofSeconds(31));
    a.access.fault = Optional.of(Reason.UNAVAILABLE);
    contenders.pass(Duration.ofSeconds(7));
    a.access.fault = Optional.empty();

    contenders.pass(MINUTE);

    assertThat(a.began).hasSize(1);
  }

  @Test
  void leadsAgainAtOnceAfterALongOutage() {
    var a = contenders.add("a");
    contenders.pass(MINUTE);
    a.access.fault = Optional.of(Reason.UNAVAILABLE);
    contenders.pass(MINUTE);
    assertThat(contenders.leaders()).isEmpty();
    a.access.fault = Optional.empty();

    contenders.pass(Duration.ofSeconds(1));

    assertThat(contenders.leaders()).containsExactly("a");
  }

  @Test
  void countsFromBeforeTheRequestAndNotFromItsAnswer() {
    var a = contenders.add("a");
    contenders.add("b");
    contenders.pass(Duration.ofSeconds(31));
    a.access.delay = () -> contenders.delay(Duration.ofMillis(1_400));
    contenders.pass(Duration.ofSeconds(31));
    a.access.answersAreLost = true;

    contenders.pass(MINUTE);

    assertThat(a.began).hasSize(1);
  }

  @Test
  void losesItToWhoeverTookItByHand() {
    var a = contenders.add("a");
    contenders.pass(MINUTE);
    var lease = contenders.lease.kept.orElseThrow();
    var byHand = contenders.lease.new Access();
    byHand.update(lease.taken("somebody", Duration.ofSeconds(15), contenders.time()));

    contenders.pass(Duration.ofSeconds(5));

    assertThat(contenders.leaders()).isEmpty();
    assertThat(a.lastStep())
        .isEqualTo(new Candidate.Step.Behind("somebody", Duration.ofSeconds(1)));
  }

  @Test
  void keepsItWhenSomebodyAnnotatesOrDeletesTheLease() {
    contenders.add("a");
    contenders.add("b");
    contenders.pass(MINUTE);

    contenders.lease.annotate();
    contenders.pass(MINUTE);
    contenders.lease.kept = Optional.empty();
    contenders.pass(MINUTE);

    assertThat(contenders.leaders()).containsExactly("a");
    assertThat(contenders.all.getFirst().began).hasSize(1);
    assertThat(contenders.lease.kept).isPresent();
  }

  @Test
  void goesOnWhileTheNamespaceIsGone() {
    var a = contenders.add("a");
    contenders.add("b");
    contenders.pass(MINUTE);
    contenders.lease.namespaceExists = false;
    contenders.lease.kept = Optional.empty();
    contenders.pass(MINUTE);
    assertThat(contenders.leaders()).containsExactly("a");
    contenders.lease.namespaceExists = true;

    contenders.pass(MINUTE);

    assertThat(contenders.leaders()).containsExactly("a");
    assertThat(a.began).hasSize(1);
  }

  @Test
  void leadsWithoutANamespaceAndHasALeaseOnceThereIsOne() {
    contenders.lease.namespaceExists = false;
    var a = contenders.add("a");
    contenders.pass(MINUTE);
    assertThat(a.lastStep()).isInstanceOf(Candidate.Step.Alone.class);
    contenders.lease.namespaceExists = true;

    contenders.pass(Duration.ofSeconds(5));

    assertThat(contenders.lease.kept.flatMap(LeaseRecord::holder)).isEqualTo(Optional.of("a"));
    assertThat(a.began).hasSize(1);
  }

  @Test
  void leadsWithoutTheRightAndTellsWhichIsMissing() {
    var a = contenders.add("a");
    a.forbid();

    contenders.pass(MINUTE);

    assertThat(contenders.leaders()).containsExactly("a");
    assertThat(a.lastStep())
        .isInstanceOfSatisfying(
            Candidate.Step.Alone.class,
            alone ->
                assertThat(alone.problem())
                    .isEqualTo("may not get leases.coordination.k8s.io in namespace here"));
  }

  @Test
  void hasALeaseOnceTheRightIsGranted() {
    var a = contenders.add("a");
    a.forbid();
    contenders.pass(MINUTE);
    a.access.fault = Optional.empty();

    contenders.pass(MINUTE);

    assertThat(contenders.lease.kept.flatMap(LeaseRecord::holder)).isEqualTo(Optional.of("a"));
    assertThat(a.began).hasSize(1);
  }

  @Test
  void doesNotTakeARefusedTokenForAMissingRight() {
    var a = contenders.add("a");
    a.access.fault = Optional.of(Reason.FORBIDDEN);
    a.missing = OneLease.failed(Reason.FORBIDDEN);

    contenders.pass(MINUTE);

    assertThat(contenders.leaders()).isEmpty();
    assertThat(a.lastStep()).isInstanceOf(Candidate.Step.Unsure.class);
  }

  @Test
  void isLostWhenTheRightIsTakenAwayAndSoughtUntilItIsGivenBack() {
    var a = contenders.add("a");
    var b = contenders.add("b");
    contenders.pass(MINUTE);
    a.forbid();
    b.forbid();
    contenders.pass(MINUTE);
    assertThat(contenders.leaders()).isEmpty();
    a.access.fault = Optional.empty();
    b.access.fault = Optional.empty();

    contenders.pass(Duration.ofSeconds(1));

    assertThat(contenders.leaders()).hasSize(1);
  }

  /** The double checks after each step, and during each request, that no two lead. */
  @Test
  void neverHasTwoLeadersWhateverHappens() {
    for (var seed = 0; seed < 300; seed++) {
      var chance = new Random(seed);
      var world = new Contenders();
      for (var turn = 0; turn < 120; turn++) {
        trouble(world, chance);
        world.pass(Duration.ofMillis(chance.nextInt(12_000)));
      }
      world.all.forEach(Contenders.Contender::kill);
      world.lease.namespaceExists = true;
      var last = world.add("last");
      world.pass(MINUTE);
      assertThat(last.leads()).as("seed %s", seed).isTrue();
    }
  }

  private static void trouble(Contenders world, Random chance) {
    var alive = world.all.stream().filter(c -> c.alive).toList();
    if (alive.size() < 2) {
      // Whoever comes when somebody has deleted the Lease under a leader cannot know.
      if (world.lease.kept.isPresent() || world.leaders().isEmpty()) {
        world.lease.namespaceExists = true;
        world.add("agent-" + world.all.size());
        world.pass(Duration.ZERO);
      }
      return;
    }
    var one = alive.get(chance.nextInt(alive.size()));
    switch (chance.nextInt(10)) {
      case 0 -> one.kill();
      case 1 -> one.release();
      case 2 -> one.wallClock = Duration.ofDays(chance.nextInt(30_000));
      case 3 -> one.access.fault = Optional.of(Reason.UNAVAILABLE);
      case 4 -> one.access.fault = Optional.of(Reason.FORBIDDEN);
      case 5 -> {
        one.access.fault = Optional.empty();
        one.access.answersAreLost = false;
      }
      case 6 -> {
        var slow = Duration.ofMillis(chance.nextInt(1_500));
        one.access.delay = () -> world.delay(slow);
      }
      case 7 -> one.access.answersAreLost = true;
      case 8 -> {
        world.lease.namespaceExists = !world.lease.namespaceExists;
        world.lease.kept = world.lease.kept.filter(_ -> world.lease.namespaceExists);
      }
      default -> world.lease.kept.ifPresent(_ -> world.lease.annotate());
    }
  }
}
