package dev.runtimeagent.application.simulation.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.simulation.fleet.Setup.Incident;
import dev.runtimeagent.application.simulation.fleet.Setup.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A small fleet; {@code bin/fleet} runs a large one. */
class FleetTest {
  private static final int AGENTS = 120;
  private static final Duration PERIOD = Duration.ofSeconds(20);
  private static final Duration STEADY = Duration.ofMinutes(5);
  private static final long SEED = Long.getLong("fleet.seed", 1);

  @Test
  void comesBackFromAnOutageWithinTheLongestBackoffAndWithoutAHerd() {
    var setup = setup(Kind.CORE, Incident.OUTAGE, AGENTS);
    var outcome = Fleet.run(setup);

    assertThat(outcome.back(100))
        .as("all agents are back, seed %s", SEED)
        .hasValueSatisfying(after -> assertThat(after).isLessThan(Duration.ofMinutes(6)));
    assertThat(outcome.traffic().peak(setup.over(), setup.end()))
        .as("most requests within a second, seed %s", SEED)
        .isLessThan(AGENTS / 4);
    assertThat(outcome.traffic().inSync(setup.end().minus(STEADY), setup.end()))
        .as("agents synchronized at last, seed %s", SEED)
        .isEqualTo(AGENTS);
  }

  @Test
  void sendsLittleWhileCompassIsDown() {
    var core = setup(Kind.CORE, Incident.OUTAGE, AGENTS / 4);
    var fixed = setup(Kind.FIXED_PERIOD, Incident.OUTAGE, AGENTS / 4);

    assertThat(lateInTheOutage(core))
        .as("requests a second, seed %s", SEED)
        .isPositive()
        .isLessThan(lateInTheOutage(fixed) / 10);
  }

  @Test
  void isStartedAnewWithOneRequestEach() {
    var setup = setup(Kind.CORE, Incident.ROLL_OUT, AGENTS);
    var outcome = Fleet.run(setup);

    assertThat(outcome.back()).as("agents that are back, seed %s", SEED).hasSize(AGENTS);
    assertThat(outcome.traffic().peak(setup.over(), setup.end()))
        .as("most requests within a second, seed %s", SEED)
        .isBetween(AGENTS, AGENTS * 6 / 5);
  }

  @Test
  void meetsTheSameFateFromTheSameSeed() {
    var setup = setup(Kind.CORE, Incident.ROLL_OUT, AGENTS / 4);
    var other =
        new Setup(setup.kind(), setup.incident(), setup.agents(), PERIOD, setup.pods(), SEED + 1);

    assertThat(Fleet.run(setup).digest())
        .isEqualTo(Fleet.run(setup).digest())
        .isNotEqualTo(Fleet.run(other).digest());
  }

  private static double lateInTheOutage(Setup setup) {
    return Fleet.run(setup)
        .traffic()
        .rate(setup.over().minus(STEADY.multipliedBy(4)), setup.over());
  }

  private static Setup setup(Kind kind, Incident incident, int agents) {
    return new Setup(kind, incident, agents, PERIOD, 1, SEED);
  }
}
