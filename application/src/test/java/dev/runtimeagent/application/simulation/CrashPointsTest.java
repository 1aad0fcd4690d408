package dev.runtimeagent.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.simulation.faults.Fault;
import dev.runtimeagent.application.simulation.invariants.InvariantBroken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process dies before and after each call to a port, in each scenario, and is started into each
 * kind of fault: it loses a token only where nothing can save it (design, 4), forgets no wish, and
 * recovers.
 */
class CrashPointsTest {
  private static final long SEED = Long.getLong("simulation.seed", 11);
  private static final Duration TROUBLE = Duration.ofMinutes(2);
  private static final String REPLAY =
      "mvn -pl application -am -Dtest=CrashPointsTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dsimulation.seed="
          + SEED
          + " test";

  /** A second death comes within so many calls of the life after the first. */
  private static final int SECOND_DEATH_WITHIN = 24;

  /** One way to die. */
  private record Death(Scenario scenario, int point, boolean after, Optional<Fault> fault) {
    @Override
    public String toString() {
      return "%s, %s call %d, then %s"
          .formatted(scenario, after ? "after" : "before", point, fault.map(Fault::name));
    }
  }

  @ParameterizedTest
  @EnumSource
  void outlivesTheEndOfTheProcessAtEveryCall(Scenario scenario) {
    var calls = calls(scenario);
    var deaths =
        IntStream.range(0, calls.size()).boxed().flatMap(n -> deaths(scenario, n)).toList();

    var failures =
        deaths.parallelStream().map(death -> die(death, calls)).flatMap(Optional::stream).toList();

    assertThat(failures).as("%d deaths".formatted(deaths.size())).isEmpty();
  }

  @Test
  void anEnrolmentTakesTwoTokenCallsAndOneProof() {
    assertThat(calls(Scenario.ENROLMENT).stream().filter(name -> name.startsWith("Connector")))
        .containsExactly(
            "Connector.configuration/4", "Connector.sign/5", "Connector.configuration/3");
  }

  private static Stream<Death> deaths(Scenario scenario, int point) {
    return Stream.of(false, true)
        .flatMap(after ->
            Stream.concat(
                Stream.of(new Death(scenario, point, after, Optional.empty())),
                Stream.of(Fault.Kind.values())
                    .map(kind -> kind.faults().get(point % kind.faults().size()))
                    .map(fault -> new Death(scenario, point, after, Optional.of(fault)))));
  }

  /** Why it does not end well, if so. */
  private static Optional<String> die(Death death, List<String> calls) {
    var world = world();
    world.invariants().runBy(death + "; " + REPLAY);
    try {
      death.scenario().prepare(world);
      world.crashAt(
          new CrashPoint(
              world.calls() + death.point(),
              death.after(),
              Duration.ofSeconds(1),
              death.point() % 2 == 0,
              () -> death.fault().ifPresent(fault -> begin(fault, death, world))));
      death.scenario().happen(world);
      world.time().runUntil(world.time().now().plus(TROUBLE));
      world.faults().end();
      world.invariants().recovery().expect();
      if (!world.invariants().recovery().hasHappened()) {
        if (death.fault().isEmpty() && !mayLoseTheToken(death, calls)) {
          return Optional.of(death + " cost a token");
        }
        world.invariants().recovery().expectByNewToken();
      }
      var saved = death.fault().isEmpty() && !mayLoseTheToken(death, calls);
      return saved && !death.scenario().isDone(world)
          ? Optional.of(death + " was not done in the end")
          : Optional.empty();
    } catch (InvariantBroken broken) {
      return Optional.of(death + ": " + broken.getMessage());
    }
  }

  /** What happens to processes happens to the next one, at one of its first calls. */
  private static void begin(Fault fault, Death death, World world) {
    if (fault.kind() != Fault.Kind.PROCESS) {
      world.faults().begin(fault, TROUBLE);
      return;
    }
    var call = world.calls() + death.point() % SECOND_DEATH_WITHIN;
    world.listen(made -> {
      if (made.number() == call) {
        world.faults().begin(fault, TROUBLE);
      }
    });
  }

  /** Whether the process died between sending a token and storing the answer. */
  private static boolean mayLoseTheToken(Death death, List<String> calls) {
    var ended = death.after() ? death.point() + 1 : death.point();
    var before = calls.subList(0, ended);
    var sent = PortCall.TOKEN_CALLS.stream().mapToInt(before::lastIndexOf).max().orElse(-1);
    return sent >= 0
        && before.subList(sent, ended).stream()
            .noneMatch(name ->
                name.startsWith("EnrolmentJournal.save")
                    || name.startsWith("CredentialStore.save/"));
  }

  private static List<String> calls(Scenario scenario) {
    var world = world();
    scenario.prepare(world);
    var names = new ArrayList<String>();
    world.listen(call -> names.add(call.name()));
    scenario.happen(world);
    return names;
  }

  private static World world() {
    var world = new World(SEED, Tuning.with(Duration.ofSeconds(20), Duration.ofHours(1)));
    world.answerAtOnce();
    return world;
  }
}
