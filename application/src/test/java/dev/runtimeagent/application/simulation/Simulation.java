package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.simulation.faults.CatalogueChanges;
import dev.runtimeagent.application.simulation.faults.Fault;
import dev.runtimeagent.domain.connection.ConnectionState;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One agent's fate, by a seed: hours in which everything goes wrong that can, then peace, in which
 * it has to come back by itself or with one new token, and then has to be quiet.
 */
final class Simulation {
  static final String REPLAY =
      "mvn -pl application -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dsimulation.seed=%d test";

  private static final Duration HOLD_ALL = Duration.ofHours(1);
  private static final Duration SETTLING = Duration.ofMinutes(75);
  private static final Duration SILENCE = Duration.ofMinutes(15);

  private final World world;
  private final Dice dice;

  private Simulation(long seed, UnaryOperator<Ports> defect) {
    var tuning = new Dice(seed);
    var period = tuning.happens(0.7) ? Duration.ofSeconds(20) : Duration.ofMinutes(3);
    this.world = new World(seed, Tuning.with(period, HOLD_ALL), defect);
    this.dice = world.dice().split();
    world.invariants().runBy(REPLAY.formatted(seed));
  }

  /** Runs it, and returns the world as it is in the end. */
  static World run(long seed) {
    return run(seed, UnaryOperator.identity());
  }

  /** The same with a defect planted into the core, by what it does to the ports. */
  static World run(long seed, UnaryOperator<Ports> defect) {
    var simulation = new Simulation(seed, defect);
    simulation.begin();
    simulation.turbulence();
    simulation.peace();
    return simulation.world;
  }

  private void begin() {
    new CatalogueChanges(world, dice).fill(dice.below(13));
    if (dice.happens(0.3)) {
      world.compass().signFor(dice.between(Duration.ofHours(1), Duration.ofHours(8)));
    }
    if (dice.happens(0.25)) {
      world.director().answersAtMost(1 + dice.below(4));
    }
    if (dice.happens(0.8)) {
      world.configureNewToken();
    }
    world.start();
  }

  private void turbulence() {
    var at = world.time().now();
    for (int incidents = 5 + dice.below(30); incidents > 0; incidents--) {
      at = at.plus(dice.between(Duration.ofMillis(1), Duration.ofMinutes(25)));
      var fault = dice.oneOf(List.of(Fault.values()));
      var lasting = dice.between(Duration.ofSeconds(1), Duration.ofMinutes(30));
      var share = dice.happens(0.5) ? 1 : 0.2 + 0.6 * dice.next();
      world.time().at(at, () -> world.faults().begin(fault, lasting, share));
    }
    world.time().runUntil(at.plus(dice.between(Duration.ZERO, Duration.ofHours(1))));
  }

  private void peace() {
    world.faults().end();
    world.invariants().recovery().expect();
    if (!world.invariants().recovery().hasHappened()) {
      world.invariants().recovery().expectByNewToken();
    }
    world.answerAtOnce();
    world.time().runUntil(world.time().now().plus(SETTLING));
    if (world
        .life()
        .flatMap(life -> life.supervisor().state())
        .filter(ConnectionState.Synchronized.class::isInstance)
        .isPresent()) {
      world.invariants().quiet().expect(SILENCE);
    }
  }
}
