package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SET_RUNTIME_LABEL;
import static dev.runtimeagent.application.synchronization.Catalog.applications;
import static dev.runtimeagent.application.synchronization.SyncWorld.applied;
import static dev.runtimeagent.application.synchronization.SyncWorld.incomplete;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.port.CompassReply;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The labels of the Runtime in Compass. */
class EnsureLabelsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final CompassReply<Object> BUSY =
      new CompassReply.Failed<>(
          CompassReply.Failed.Kind.RATE_LIMITED, "HTTP 429", Optional.of(MINUTE));

  private final SyncWorld world = new SyncWorld();

  @Test
  void areSetOnceAndNotAgain() {
    applied(world.run());
    applied(world.run());

    assertThat(world.calls(SET_RUNTIME_LABEL)).isEqualTo(2);
    assertThat(world.compass.labels(World.RUNTIME))
        .containsEntry("runtime_eventServiceUrl", "https://gateway.test")
        .containsEntry("runtime_consoleUrl", "https://console.test");
  }

  @Test
  void thatFailAreToldAsSuch() {
    world.list(applications(0, 1));
    world.compass.script().fail(SET_RUNTIME_LABEL, World.timeout());

    var failed = failed(world.run());

    assertThat(failed.problem()).contains("runtime_eventServiceUrl");
    assertThat(failed.summary().created()).isEqualTo(1);
    assertThat(failed.retryAfter()).isEmpty();
  }

  @Test
  void areAskedForLessOftenWhereCompassWantsThat() {
    world.compass.script().fail(SET_RUNTIME_LABEL, BUSY);

    assertThat(failed(world.run()).retryAfter()).contains(MINUTE);
  }

  @Test
  void areSoAlsoWhereSomethingElseFailsToo() {
    world.list(applications(0, 1));
    world.target.failAt("app-0", "the disk is full");
    world.compass.script().fail(SET_RUNTIME_LABEL, BUSY);

    assertThat(incomplete(world.run()).retryAfter()).contains(MINUTE);
  }

  private static SyncOutcome.LabelFailed failed(SyncOutcome outcome) {
    if (outcome instanceof SyncOutcome.LabelFailed failed) {
      return failed;
    }
    throw new AssertionError("all labels are set: " + outcome);
  }
}
