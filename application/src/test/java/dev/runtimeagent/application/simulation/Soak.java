package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.simulation.faults.CatalogueChanges;
import dev.runtimeagent.application.simulation.faults.Fault;
import dev.runtimeagent.domain.catalog.Application;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One life that lasts for days, in which every fault comes again and again, and a person connects
 * anew each hour. In between everything is as it was in the beginning, and so must the memory be.
 */
final class Soak {
  static final String REPLAY =
      "mvn -pl application -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false test";

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TROUBLE = Duration.ofMinutes(3);
  private static final Duration REST = Duration.ofHours(3);
  private static final int ROUND = 12;
  private static final int MORE = 40;

  private final World world;
  private final List<Fault> faults =
      Arrays.stream(Fault.values()).filter(Soak::leavesTheProcess).toList();

  private Soak(UnaryOperator<Ports> defect) {
    world = new World(3, Tuning.with(Duration.ofSeconds(20), HOUR), defect);
    world.invariants().runBy(REPLAY);
    world.answerAtOnce();
  }

  /** Lives for so many rounds of half a day. */
  static void run(int rounds, UnaryOperator<Ports> defect) {
    var soak = new Soak(defect);
    new CatalogueChanges(soak.world, soak.world.dice()).fill(3);
    soak.world.configureNewToken();
    soak.world.start();
    var listed = soak.world.catalogue().listed();
    int next = soak.halfADay(0);
    next = soak.halfADay(next);
    soak.world.catalogue().replace(listed);
    soak.rest();
    var before = soak.world.invariants().bounded().objects();
    for (int round = 2; round < rounds; round++) {
      next = soak.halfADay(next);
    }
    soak.world.catalogue().replace(listed);
    soak.rest();
    soak.world.invariants().bounded().expectAtMost(before + MORE);
  }

  private int halfADay(int first) {
    for (int hour = 0; hour < ROUND; hour++) {
      somebodyPassesBy();
      for (int i = 0; i < 4; i++) {
        world.faults().begin(faults.get((first + 4 * hour + i) % faults.size()), TROUBLE);
        world.time().runUntil(world.time().now().plus(TROUBLE));
      }
      world.faults().end();
      world.faults().begin(Fault.CONFIGURATION_REWRITTEN, Duration.ZERO);
      world.faults().begin(Fault.DOCUMENT_DELETED, Duration.ZERO);
      world.time().runUntil(world.time().now().plus(HOUR));
    }
    return first + 4 * ROUND;
  }

  /**
   * Another agent is at work for minutes. Two Applications come that nobody sees again: Compass
   * loses them, which is held, and meanwhile somebody deletes them in the Runtime.
   */
  private void somebodyPassesBy() {
    world.faults().begin(Fault.OTHER_AGENT, Duration.ZERO);
    var passing = List.of(passing(0), passing(1));
    passing.forEach(world.catalogue()::put);
    world
        .time()
        .after(
            HOUR.dividedBy(2),
            () -> passing.forEach(application -> world.catalogue().remove(application.id())));
    world
        .time()
        .after(
            HOUR.dividedBy(2).plus(TROUBLE),
            () -> {
              world.disturbed();
              passing.forEach(application -> world.target().remove(application.name()));
            });
  }

  private Application passing(int more) {
    var number = 1_000 + 10 * world.time().steps() + more;
    return new Application(
        "00000000-0000-4000-8000-%012d".formatted(number),
        "passing-" + number,
        Optional.empty(),
        List.of(),
        List.of());
  }

  private void rest() {
    world.faults().end();
    world.invariants().recovery().expect();
    world.time().runUntil(world.time().now().plus(REST));
  }

  /** What ends the life, or changes for good what there is to keep, is no part of this. */
  private static boolean leavesTheProcess(Fault fault) {
    return switch (fault) {
      case CRASH,
          CRASH_ELSEWHERE,
          LEADERSHIP_LOST,
          URLS_CHANGED,
          FOREIGN_APPLICATION,
          CLOCK_A_DAY_AHEAD,
          CLOCK_A_DAY_BACK ->
          false;
      default -> true;
    };
  }
}
