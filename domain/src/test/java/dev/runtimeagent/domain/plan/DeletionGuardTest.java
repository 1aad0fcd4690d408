package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.Samples.ALL_FIT;
import static dev.runtimeagent.domain.plan.Samples.allHeld;
import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.applications;
import static dev.runtimeagent.domain.plan.Samples.bundle;
import static dev.runtimeagent.domain.plan.Samples.held;
import static dev.runtimeagent.domain.plan.Samples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.DeletionGuard.Situation;
import dev.runtimeagent.domain.plan.DeletionGuard.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionGuardTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final String EPOCH = "epoch";
  private static final LossRecord SETTLED = new LossRecord(EPOCH, true, List.of());
  private static final List<Application> HUNDRED = applications(0, 100);

  private DeletionLimit limit = new DeletionLimit.Percent(10);
  private GuardMemory memory = GuardMemory.EMPTY;
  private LossRecord account = SETTLED;
  private Instant now = START;
  private Optional<String> approval = Optional.empty();
  private boolean turned;
  private Duration period = Duration.ofSeconds(20);

  @ParameterizedTest
  @CsvSource({"10, 100, 10", "10, 9, 1", "10, 19, 1", "10, 20, 2", "0, 100, 0", "100, 7, 7"})
  void aShareIsAtLeastOneUnlessNothingMayGo(int percent, int total, int allowed) {
    assertThat(new DeletionLimit.Percent(percent).allowed(total)).isEqualTo(allowed);
    assertThat(new DeletionLimit.Count(3).allowed(total)).isEqualTo(3);
  }

  @Test
  void aFewOfManyGoAtOnceAndAreCounted() {
    var verdict = judge(HUNDRED, HUNDRED.subList(2, 100));

    assertThat(verdict.released()).hasSize(2);
    assertThat(verdict.hold()).isEmpty();
    assertThat(verdict.account())
        .contains(new LossRecord(EPOCH, true, List.of(new LossRecord.Entry(START, 2, 0, 0))));
  }

  @Test
  void manyAreHeldAndSaidSo() {
    var verdict = judge(HUNDRED, HUNDRED.subList(60, 100));

    assertThat(verdict.released()).isEmpty();
    assertThat(verdict.held()).hasSize(60);
    assertThat(verdict.account()).isEmpty();
    assertThat(verdict.hold().orElseThrow().message())
        .isEqualTo(
            "60 Applications held since 2026-03-01T10:00:00Z: app-0, app-1, app-10, app-11, app-12"
                + " and 55 more; done at 2026-03-01T10:10:00Z if Compass lacks them until then; to"
                + " lose them now: runtime-agent approve");
  }

  @Test
  void manyGoAfterTheHoldTime() {
    judge(HUNDRED, HUNDRED.subList(60, 100));
    pass(Duration.ofMinutes(5));
    assertThat(judge(HUNDRED, HUNDRED.subList(60, 100)).released()).isEmpty();
    pass(Duration.ofMinutes(5));

    var verdict = judge(HUNDRED, HUNDRED.subList(60, 100));

    assertThat(verdict.released()).hasSize(60);
    assertThat(verdict.hold()).isEmpty();
  }

  @Test
  void manyWaitForThreeSnapshotsHoweverLongThatTakes() {
    period = Duration.ofHours(1);
    judge(HUNDRED, HUNDRED.subList(60, 100));
    pass(Duration.ofHours(2));

    assertThat(judge(HUNDRED, HUNDRED.subList(60, 100)).released()).isEmpty();
    assertThat(judge(HUNDRED, HUNDRED.subList(60, 100)).released()).hasSize(60);
  }

  @Test
  void whatComesBackStartsAnew() {
    judge(HUNDRED, HUNDRED.subList(60, 100));
    pass(Duration.ofMinutes(6));
    judge(HUNDRED, HUNDRED);
    pass(Duration.ofMinutes(6));
    judge(HUNDRED, HUNDRED.subList(60, 100));
    pass(Duration.ofMinutes(6));

    assertThat(judge(HUNDRED, HUNDRED.subList(60, 100)).released()).isEmpty();
  }

  @Test
  void eachApplicationHasItsOwnClock() {
    judge(HUNDRED, HUNDRED.subList(60, 100));
    pass(Duration.ofMinutes(6));
    judge(HUNDRED, HUNDRED.subList(80, 100));
    pass(Duration.ofMinutes(6));

    var verdict = judge(HUNDRED, HUNDRED.subList(80, 100));

    assertThat(verdict.released()).hasSize(60);
    assertThat(verdict.held()).hasSize(20);
    assertThat(verdict.hold().orElseThrow().start()).isEqualTo(START);
  }

  @Test
  void theHourIsSharedBySeveralSynchronizations() {
    var held = HUNDRED;
    for (int gone = 5; gone <= 10; gone += 5) {
      assertThat(judge(held, HUNDRED.subList(gone, 100)).released()).hasSize(5);
      held = HUNDRED.subList(gone, 100);
      pass(Duration.ofMinutes(10));
    }

    assertThat(judge(held, HUNDRED.subList(11, 100)).released()).isEmpty();
    pass(Duration.ofMinutes(45));
    assertThat(judge(held, HUNDRED.subList(11, 100)).released()).hasSize(1);
  }

  @Test
  void namesTheFirstFiveOfThemAndSaysWhetherThereAreMore() {
    limit = new DeletionLimit.Count(0);

    assertThat(judge(HUNDRED, HUNDRED.subList(5, 100)).hold().orElseThrow().message())
        .contains(": app-0, app-1, app-2, app-3, app-4; ");
    assertThat(judge(HUNDRED, HUNDRED.subList(6, 100)).hold().orElseThrow().message())
        .contains(": app-0, app-1, app-2, app-3, app-4 and 1 more; ");
  }

  @Test
  void aLossThatGrowsStartsAnew() {
    limit = new DeletionLimit.Count(0);
    var all = List.of(application(1, "shop", bundle("b", false, "x", "y", "z")));
    var less = List.of(application(1, "shop", bundle("b", false, "x", "y")));
    var least = List.of(application(1, "shop", bundle("b", false, "x")));
    judge(all, less);
    for (int i = 0; i < 3; i++) {
      pass(Duration.ofMinutes(3));
      assertThat(judge(all, less).released()).isEmpty();
    }
    pass(Duration.ofMinutes(3));

    assertThat(judge(all, least).released()).isEmpty();
  }

  @Test
  void whatWasFreeAndFailedIsTriedAgainWithoutBeingCountedAgain() {
    limit = new DeletionLimit.Count(1);
    assertThat(judge(HUNDRED, HUNDRED.subList(1, 100)).released()).hasSize(1);
    pass(Duration.ofSeconds(20));

    var again = judge(HUNDRED, HUNDRED.subList(1, 100));

    assertThat(again.released()).hasSize(1);
    assertThat(again.hold()).isEmpty();
    assertThat(again.account()).isEmpty();
  }

  @Test
  void otherChangesGoOnWhileLossesAreHeld() {
    var wanted = Stream.concat(HUNDRED.stream().skip(60), Stream.of(application(200, "new")));

    assertThat(judge(HUNDRED, wanted.toList()).released())
        .singleElement()
        .isInstanceOf(Change.Create.class);
  }

  @Test
  void countsEntriesAndCredentialsToo() {
    var before =
        IntStream.range(0, 20)
            .mapToObj(n -> application(n, "a" + n, bundle("b" + n, true, "x", "y")));
    var after =
        IntStream.range(0, 20)
            .mapToObj(n -> application(n, "a" + n, bundle("b" + n, false, "x", "y")));

    var verdict = judge(before.toList(), after.toList());

    assertThat(verdict.released()).isEmpty();
    assertThat(verdict.hold().orElseThrow().message()).startsWith("20 bundles' credentials held");
  }

  @Nested
  class WhenNothingWouldBeLeft {
    private final List<Application> one = applications(0, 1);

    @Test
    void evenOneIsHeldForADay() {
      period = Duration.ofMinutes(20);
      for (int i = 0; i < 24; i++) {
        assertThat(judge(one, List.of()).released()).isEmpty();
        pass(Duration.ofHours(1));
      }

      assertThat(judge(one, List.of()).released()).hasSize(1);
    }
  }

  @Nested
  class WhenTheClockIsSet {
    private static final LossRecord.Entry TEN = new LossRecord.Entry(START, 10, 0, 0);

    @Test
    void whatWasSpentOfTheHourStaysSpentWhenItIsSetBack() {
      judge(HUNDRED, HUNDRED.subList(10, 100));
      pass(Duration.ofHours(-5));

      var verdict = judge(HUNDRED.subList(10, 100), HUNDRED.subList(11, 100));

      assertThat(verdict.released()).isEmpty();
    }

    @Test
    void whatIsOfTheFutureIsSavedAsOfNowAndForgottenAfterAnHour() {
      judge(HUNDRED, HUNDRED.subList(10, 100));
      pass(Duration.ofDays(-365));

      assertThat(judge(HUNDRED.subList(10, 100), HUNDRED.subList(10, 100)).account())
          .contains(new LossRecord(EPOCH, true, List.of(TEN.dated(now))));

      pass(Duration.ofHours(1));
      assertThat(judge(HUNDRED.subList(10, 100), HUNDRED.subList(11, 100)).released()).hasSize(1);
    }

    @Test
    void forwardEndsNoHold() {
      judge(HUNDRED, HUNDRED.subList(60, 100));
      pass(Duration.ofSeconds(20));
      judge(HUNDRED, HUNDRED.subList(60, 100));
      pass(Duration.ofDays(2));

      var verdict = judge(HUNDRED, HUNDRED.subList(60, 100));

      assertThat(verdict.released()).isEmpty();
      assertThat(verdict.hold().orElseThrow().release())
          .contains(now.plus(Duration.ofMinutes(5).minusSeconds(20)));
    }

    @Test
    void forwardDoesNotEndTheDayForWhichAllIsHeld() {
      for (int i = 0; i < 4; i++) {
        assertThat(judge(HUNDRED, List.of()).released()).isEmpty();
        pass(Duration.ofDays(2));
      }
    }

    @Test
    void backAddsNothingAndTakesNothing() {
      judge(HUNDRED, HUNDRED.subList(60, 100));
      pass(Duration.ofMinutes(5));
      judge(HUNDRED, HUNDRED.subList(60, 100));
      pass(Duration.ofDays(-2));
      var verdict = judge(HUNDRED, HUNDRED.subList(60, 100));
      assertThat(verdict.released()).isEmpty();
      assertThat(verdict.hold().orElseThrow().release()).contains(now.plus(Duration.ofMinutes(5)));
      pass(Duration.ofMinutes(5));

      assertThat(judge(HUNDRED, HUNDRED.subList(60, 100)).released()).hasSize(60);
    }
  }

  @Nested
  class WhenApproved {
    @Test
    void whatWasHeldThenGoesAtOnce() {
      judge(HUNDRED, HUNDRED.subList(60, 100));
      approval = Optional.of("2026-03-01T10:00:00Z");
      pass(Duration.ofSeconds(5));

      var verdict = judge(HUNDRED, HUNDRED.subList(61, 100));

      assertThat(verdict.released()).hasSize(61);
      assertThat(verdict.account().orElseThrow().entries()).hasSize(1);
    }

    @Test
    void whatIsAddedLaterIsHeld() {
      judge(HUNDRED, HUNDRED.subList(60, 100));
      approval = Optional.of("2026-03-01T10:00:00Z");

      var verdict = judge(HUNDRED, HUNDRED.subList(90, 100));

      assertThat(verdict.released()).hasSize(60);
      assertThat(verdict.held()).hasSize(30);
    }

    @Test
    void whatIsAddedLaterIsHeldAlsoAsLongAsTheApprovalIsThere() {
      judge(HUNDRED, HUNDRED.subList(60, 100));
      approval = Optional.of("2026-03-01T10:00:00Z");
      pass(Duration.ofSeconds(20));
      judge(HUNDRED, HUNDRED.subList(90, 100));
      pass(Duration.ofSeconds(20));

      var verdict = judge(HUNDRED.subList(60, 100), HUNDRED.subList(90, 100));

      assertThat(verdict.released()).isEmpty();
      assertThat(verdict.hold().orElseThrow().start()).isEqualTo(START.plusSeconds(20));
    }

    @Test
    void theApprovalOfAnotherHoldSaysNothing() {
      judge(HUNDRED, HUNDRED.subList(60, 100));
      approval = Optional.of("2026-02-01T10:00:00Z");

      assertThat(judge(HUNDRED, HUNDRED.subList(60, 100)).released()).isEmpty();
    }

    @Test
    void whatFailedIsTriedAgainWithoutAnotherWord() {
      judge(HUNDRED, HUNDRED.subList(60, 100));
      approval = Optional.of("2026-03-01T10:00:00Z");
      judge(HUNDRED, HUNDRED.subList(60, 100));
      approval = Optional.empty();

      assertThat(judge(HUNDRED.subList(50, 100), HUNDRED.subList(60, 100)).released()).hasSize(10);
    }
  }

  @Nested
  class WhenTheEpochIsNotSettled {
    WhenTheEpochIsNotSettled() {
      account = LossRecord.NONE;
    }

    @Test
    void nothingIsFreeAndTimeSettlesNothing() {
      for (int i = 0; i < 4; i++) {
        assertThat(judge(HUNDRED, HUNDRED.subList(1, 100)).released()).isEmpty();
        pass(Duration.ofHours(30));
      }
      assertThat(memory.holdStart()).contains(START);
    }

    @Test
    void anApplicationOfTheSameNameAndAnotherIdIsHeld() {
      var again = List.of(application(500, "app-0"));

      assertThat(judge(applications(0, 1), again).released()).isEmpty();
      account = SETTLED;
      assertThat(judge(applications(0, 1), again).released()).hasSize(1);
    }

    @Test
    void aPlanWithoutLossesSettlesIt() {
      assertThat(judge(HUNDRED, applications(0, 101)).account())
          .contains(new LossRecord(EPOCH, true, List.of()));
    }

    @Test
    void anApprovalSettlesIt() {
      judge(HUNDRED, HUNDRED.subList(1, 100));
      approval = Optional.of("2026-03-01T10:00:00Z");

      var verdict = judge(HUNDRED, HUNDRED.subList(1, 100));

      assertThat(verdict.released()).hasSize(1);
      assertThat(verdict.account()).map(LossRecord::settled).contains(true);
    }
  }

  @Nested
  class WhenPagesWereTurned {
    WhenPagesWereTurned() {
      turned = true;
    }

    @Test
    void whatIsAbsentOnceIsKept() {
      var verdict = judge(HUNDRED, HUNDRED.subList(1, 100));

      assertThat(verdict.released()).isEmpty();
      assertThat(verdict.held()).hasSize(1);
      assertThat(verdict.hold()).isEmpty();
    }

    @Test
    void whatIsAbsentTwiceGoes() {
      judge(HUNDRED, HUNDRED.subList(1, 100));

      assertThat(judge(HUNDRED, HUNDRED.subList(1, 100)).released()).hasSize(1);
    }

    @Test
    void whatSlidesFromOneToTheOtherStays() {
      judge(HUNDRED, HUNDRED.subList(1, 100));

      assertThat(judge(HUNDRED, HUNDRED.subList(0, 99)).released()).isEmpty();
    }
  }

  @Test
  void nothingIsLostWhileAnotherAgentIsAtWork() {
    var plan = Plan.of(snapshot(HUNDRED.subList(1, 100)), allHeld(HUNDRED), ALL_FIT);
    var situation =
        new Situation(SETTLED, EPOCH, now, false, approval, Optional.of("another agent writes"));

    var verdict = new DeletionGuard(settings()).judge(plan, memory, situation);

    assertThat(verdict.released()).isEmpty();
    assertThat(verdict.hold().orElseThrow().message()).contains("another agent writes");
  }

  @Property(tries = 200)
  void neverMoreThanTheLimitGoesWithinAnHour(
      @ForAll @IntRange(min = 1, max = 60) int total,
      @ForAll List<@IntRange(max = 60) Integer> left) {
    var held = new ArrayList<>(applications(0, total));
    var gone = 0;
    for (var count : left) {
      var wanted = held.subList(0, Math.min(count, held.size()));
      var released = judge(held, wanted).released();
      gone += released.size();
      var names = released.stream().map(Change::name).toList();
      held.removeIf(a -> names.contains(a.name()));
      pass(Duration.ofSeconds(1));
    }
    assertThat(gone).isLessThanOrEqualTo(Math.max(1, total / 10));
  }

  private Verdict judge(List<Application> before, List<Application> after) {
    var held = before.stream().map(a -> held(a)).toList();
    var plan = Plan.of(snapshot(after), held, ALL_FIT);
    var verdict =
        new DeletionGuard(settings())
            .judge(
                plan,
                memory,
                new Situation(account, EPOCH, now, turned, approval, Optional.empty()));
    memory = verdict.memory();
    account = verdict.account().orElse(account);
    return verdict;
  }

  private DeletionGuard.Settings settings() {
    return new DeletionGuard.Settings(limit, Duration.ofMinutes(10), Duration.ofHours(24), period);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
