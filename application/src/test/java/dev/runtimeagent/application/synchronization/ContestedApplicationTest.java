package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.synchronization.Catalog.application;
import static dev.runtimeagent.application.synchronization.Catalog.applications;
import static dev.runtimeagent.application.synchronization.Catalog.bundle;
import static dev.runtimeagent.application.synchronization.SyncWorld.applied;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An Application that another writer changes again each time it was put back. */
class ContestedApplicationTest {
  private static final SyncSummary SUMMARY =
      new SyncSummary(0, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of(), Optional.empty());

  private final SyncWorld world = new SyncWorld();

  private void fight(int repairs) {
    world.synchronize(2);
    for (int i = 0; i < repairs; i++) {
      world.dial.turn(Duration.ofSeconds(1));
      world.target.spoil("app-0");
      assertThat(world.repaired().updated()).isEqualTo(1);
    }
    world.target.spoil("app-0");
    world.target.forgetCalls();
  }

  private SyncSummary pass(Duration duration) {
    world.dial.turn(duration);
    return world.run() instanceof SyncOutcome.Incomplete(var summary, _, _) ? summary : SUMMARY;
  }

  @Test
  void givesWayAfterFiveRepairsAndTellsItOnce() {
    fight(5);

    var outcome = world.compared();

    assertThat(world.target.calls()).isEmpty();
    assertThat(outcome.problem().orElseThrow())
        .contains("app-0 (another writer keeps changing it (repaired 5 times within 10 min)")
        .contains("left alone until 2026-03-01T12:05:05Z");
    assertThat(outcome.summary().applications().failed().count()).isEqualTo(1);
    world.compared();
    assertThat(world.events.reasons()).containsOnlyOnce("ApplicationContested");
  }

  @Test
  void goesOnWithAllOthers() {
    fight(5);
    world.target.spoil("app-1");

    world.compared();

    assertThat(world.target.calls()).containsExactly("update app-1");
  }

  @Test
  void putsBackSlowlyForEver() {
    world.synchronize(2);
    for (int i = 0; i < 20; i++) {
      world.dial.turn(Duration.ofMinutes(3));
      world.target.spoil("app-0");
      assertThat(world.repaired().updated()).isEqualTo(1);
    }
  }

  @Test
  void triesAgainAfterAPauseThatGrows() {
    fight(5);
    assertThat(pass(Duration.ofMinutes(4)).failed()).hasSize(1);
    assertThat(world.target.calls()).isEmpty();

    assertThat(pass(Duration.ofMinutes(1))).isEqualTo(SUMMARY);
    assertThat(world.target.calls()).containsExactly("update app-0");

    world.target.spoil("app-0");
    assertThat(world.compared().problem().orElseThrow()).contains("2026-03-01T12:15:05Z");
    assertThat(world.events.reasons()).containsOnlyOnce("ApplicationContested");
  }

  @Test
  void pausesNoLongerThanAnHour() {
    fight(5);
    var tries = 0;
    for (int i = 0; i < 12 * 24; i++) {
      world.dial.turn(Duration.ofMinutes(5));
      tries += world.run() instanceof SyncOutcome.Applied ? 1 : 0;
      world.target.spoil("app-0");
    }
    assertThat(tries).isBetween(24, 28);
  }

  @Test
  void beginsAnewWhenAsked() {
    fight(5);

    var request = new SyncRequest(world.access, false, Optional.empty(), Optional::empty, true);

    assertThat(applied(world.synchronize.run(request)).updated()).isEqualTo(1);
    for (int i = 0; i < 4; i++) {
      world.target.spoil("app-0");
      assertThat(world.repaired().updated()).isEqualTo(1);
    }
  }

  @Test
  void triesAtOnceWhatCompassChanged() {
    fight(5);
    world.list(List.of(application(0, bundle(0, 1, 0)), application(1)));

    assertThat(applied(world.run()).updated()).isEqualTo(1);
  }

  @Test
  void deletesWhatCompassDoesNotListAnyMore() {
    fight(5);
    world.list(applications(1, 2));

    assertThat(applied(world.run()).deleted()).isEqualTo(1);
  }

  @Test
  void forgetsItAfterTenQuietMinutes() {
    fight(5);
    pass(Duration.ofMinutes(5));
    pass(Duration.ofMinutes(10));
    world.target.spoil("app-0");

    assertThat(world.repaired().updated()).isEqualTo(1);
    world.target.spoil("app-0");
    assertThat(world.repaired().updated()).isEqualTo(1);
  }

  @Test
  void givesWayToWhomOnlySynchronizationsNotice() {
    world.synchronize(1);
    for (int i = 0; i < 5; i++) {
      world.dial.turn(Duration.ofSeconds(20));
      world.target.spoil("app-0");
      assertThat(applied(world.run()).updated()).isEqualTo(1);
    }
    world.target.spoil("app-0");

    assertThat(SyncWorld.incomplete(world.run()).problem()).contains("another writer");
  }

  @Test
  void givesWayToWhomItIsAlwaysTooLateFor() {
    world.synchronize(1);
    for (int i = 0; i < 5; i++) {
      world.target.spoil("app-0");
      world.target.failAt("app-0", "it changed meanwhile");
      world.compared();
    }
    world.target.spoil("app-0");
    world.target.forgetCalls();

    assertThat(world.compared().problem().orElseThrow()).contains("another writer");
    assertThat(world.target.calls()).isEmpty();
    assertThat(world.events.reasons()).containsOnlyOnce("ApplicationContested");
  }

  @Test
  void takesNoChangeOfCompassForOne() {
    for (int i = 0; i < 8; i++) {
      world.list(List.of(application(0, bundle(0, i + 1, 0))));
      applied(world.run());
    }

    assertThat(world.events.reasons()).doesNotContain("ApplicationContested");
  }

  @Test
  void isNotMisledByAClockThatIsSetBack() {
    fight(5);
    world.dial.turn(Duration.ofDays(-1));

    assertThat(world.repaired().updated()).isEqualTo(1);
  }
}
