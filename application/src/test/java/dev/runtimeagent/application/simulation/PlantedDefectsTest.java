package dev.runtimeagent.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runtimeagent.application.simulation.faults.CatalogueChanges;
import dev.runtimeagent.application.simulation.faults.Fault;
import dev.runtimeagent.application.simulation.invariants.InvariantBroken;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each invariant can fail: a core with a defect of its kind breaks it. */
class PlantedDefectsTest {
  @ParameterizedTest
  @EnumSource
  void isNoticedByTheInvariantOfThatName(PlantedDefect defect) {
    var broken = catchThrowableOfType(InvariantBroken.class, () -> live(defect::plant));

    assertThat(broken).as("nobody noticed").isNotNull();
    assertThat(broken.invariant()).as(broken.getMessage()).isEqualTo(defect.noticedBy());
  }

  @Test
  void noInvariantIsWithoutADefect() {
    var world = new World(1, Tuning.with(Duration.ofSeconds(20), Duration.ofHours(1)));
    assertThat(world.invariants().names())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(PlantedDefect.values())
                .map(PlantedDefect::noticedBy)
                .collect(Collectors.toSet()));
  }

  @Test
  void aCoreWithoutDefectsBreaksNone() {
    live(UnaryOperator.identity());
  }

  /** A life with little trouble: what is to be noticed is the defect. */
  private static void live(UnaryOperator<Ports> defect) {
    var world = new World(7, Tuning.with(Duration.ofSeconds(20), Duration.ofHours(1)), defect);
    world.answerAtOnce();
    new CatalogueChanges(world, world.dice()).fill(4);
    world.configureNewToken();
    world.start();
    world.invariants().recovery().expect();
    world.faults().begin(Fault.REFRESH_ASKED, Duration.ZERO);
    world.time().runUntil(world.time().now().plus(Duration.ofMinutes(80)));
    world.faults().begin(Fault.MESSAGE_503, Duration.ofMinutes(5));
    world.time().runUntil(world.time().now().plus(Duration.ofMinutes(80)));
    world.invariants().quiet().expect(Duration.ofMinutes(20));
    world.time().runUntil(world.time().now().plus(Duration.ofHours(6)));
  }
}
