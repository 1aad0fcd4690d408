package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.APPLICATIONS;
import static dev.runtimeagent.application.synchronization.Catalog.application;
import static dev.runtimeagent.application.synchronization.Catalog.applications;
import static dev.runtimeagent.application.synchronization.Catalog.bundle;
import static dev.runtimeagent.application.synchronization.Catalog.id;
import static dev.runtimeagent.application.synchronization.SyncWorld.applied;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.domain.catalog.Page;
import dev.runtimeagent.domain.plan.Epoch;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.domain.plan.Remark;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Putting back what somebody else changed, from memory. */
class RepairTest {
  private final SyncWorld world = new SyncWorld();

  private RepairOutcome repair() {
    var access = world.access;
    return world.synchronize.repair(
        Epoch.of(access.directorUrl(), access.runtimeId(), access.tenant()));
  }

  private SyncSummary repaired() {
    var outcome = compared();
    assertThat(outcome.problem()).isEmpty();
    return outcome.summary();
  }

  private RepairOutcome.Compared compared() {
    if (repair() instanceof RepairOutcome.Compared compared) {
      return compared;
    }
    throw new AssertionError("not compared");
  }

  private void synchronize(int applications) {
    world.list(applications(0, applications));
    world.applied();
  }

  @Test
  void putsBackWhatSomebodyAlteredOrDeletedWithoutAskingCompass() {
    synchronize(3);
    world.target.spoil("app-0");
    world.target.remove("app-1");

    var summary = repaired();

    assertThat(summary.updated()).isEqualTo(1);
    assertThat(summary.created()).isEqualTo(1);
    assertThat(summary.managed()).isEqualTo(3);
    assertThat(world.target.calls()).containsExactly("update app-0", "create app-1");
    assertThat(world.compass.script().calls()).isEmpty();
  }

  @Test
  void writesNothingWhereNothingDiffers() {
    synchronize(3);

    assertThat(repaired().changedAnything()).isFalse();
    assertThat(world.target.calls()).isEmpty();
  }

  @Test
  void knowsNothingBeforeTheFirstCompleteListing() {
    world.target.put(foreign("app-0"));

    assertThat(repair()).isEqualTo(new RepairOutcome.NothingKnown());
  }

  @Test
  void deletesNothingAndSaysSo() {
    synchronize(3);
    world.target.put(ours("app-9", id(9), Set.of()));

    var outcome = compared();

    assertThat(world.target.calls()).isEmpty();
    assertThat(outcome.problem().orElseThrow()).contains("app-9", "next synchronization");
    assertThat(outcome.summary().failed()).extracting(Remark::name).containsExactly("app-9");
  }

  @Test
  void takesNoEntriesAwayAndSaysSo() {
    world.list(List.of(application(0, bundle(0, 1, 0))));
    world.applied();
    world.target.put(ours("app-0", id(0), Set.of("somebody's/api")));

    assertThat(compared().problem().orElseThrow()).contains("app-0", "take something away");
    assertThat(world.target.calls()).isEmpty();
  }

  @Test
  void leavesRenamesToTheSynchronization() {
    synchronize(1);
    world.target.put(ours("copy", id(0), Set.of()));

    assertThat(compared().problem()).isPresent();
    assertThat(world.target.calls()).isEmpty();
  }

  @Test
  void leavesHeldLossesHeldAndTheirMessageAsItIs() {
    synchronize(100);
    world.list(applications(60, 100));
    var held = SyncWorld.incomplete(world.run());
    world.target.forgetCalls();
    world.target.spoil("app-70");

    var outcome = compared();

    assertThat(world.target.names()).hasSize(100);
    assertThat(world.target.calls()).containsExactly("update app-70");
    assertThat(outcome.problem()).contains(held.problem());
    assertThat(outcome.summary().failed()).isEmpty();
  }

  @Test
  void saysWhatFails() {
    synchronize(2);
    world.target.remove("app-1");
    world.target.failAt("app-1", "disk full");

    assertThat(compared().problem().orElseThrow()).contains("app-1 (disk full)");
  }

  @Test
  void leavesWhatFailedToItsTime() {
    synchronize(2);
    world.target.remove("app-1");
    world.target.failAt("app-1", "disk full");
    compared();
    world.target.forgetCalls();

    assertThat(compared().problem().orElseThrow()).contains("disk full");
    assertThat(world.target.calls()).isEmpty();
  }

  @Test
  void saysWhenTheRuntimeCannotBeLookedAt() {
    synchronize(1);
    world.target.makeUnknown("permission denied");

    assertThat(repair()).isEqualTo(new RepairOutcome.TargetUnknown("permission denied"));
  }

  @Test
  void goesOnWithTheLastListingWhileCompassFails() {
    synchronize(2);
    world.compass.script().fail(APPLICATIONS, World.timeout());
    world.run();
    world.target.remove("app-1");

    assertThat(repaired().created()).isEqualTo(1);
  }

  @Test
  void goesByNothingThatAListingInMotionMadeOld() {
    synchronize(2);
    for (int i = 0; i < 4; i++) {
      world.compass.script().alter(APPLICATIONS, RepairTest::miscounted);
    }
    SyncWorld.incomplete(world.run());

    assertThat(repair()).isEqualTo(new RepairOutcome.NothingKnown());
  }

  @Test
  void goesByNothingOfAnotherConnection() {
    synchronize(1);

    assertThat(world.synchronize.repair("another epoch"))
        .isEqualTo(new RepairOutcome.NothingKnown());
  }

  @Nested
  class WhenAnotherWriterKeepsChanging {
    private void fight(int repairs) {
      synchronize(2);
      for (int i = 0; i < repairs; i++) {
        world.dial.turn(Duration.ofSeconds(1));
        world.target.spoil("app-0");
        assertThat(repaired().updated()).isEqualTo(1);
      }
      world.target.spoil("app-0");
      world.target.forgetCalls();
    }

    private SyncSummary pass(Duration duration) {
      world.dial.turn(duration);
      return world.run() instanceof SyncOutcome.Incomplete(var summary, _, _) ? summary : SUMMARY;
    }

    private static final SyncSummary SUMMARY =
        new SyncSummary(
            0, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of(), Optional.empty());

    @Test
    void givesWayAfterFiveRepairsAndTellsItOnce() {
      fight(5);

      var outcome = compared();

      assertThat(world.target.calls()).isEmpty();
      assertThat(outcome.problem().orElseThrow())
          .contains("app-0 (another writer keeps changing it (repaired 5 times within 10 min)")
          .contains("left alone until 2026-03-01T12:05:05Z");
      assertThat(outcome.summary().applications().failed().count()).isEqualTo(1);
      compared();
      assertThat(world.events.reasons()).containsOnlyOnce("ApplicationContested");
    }

    @Test
    void goesOnWithAllOthers() {
      fight(5);
      world.target.spoil("app-1");

      compared();

      assertThat(world.target.calls()).containsExactly("update app-1");
    }

    @Test
    void putsBackSlowlyForEver() {
      synchronize(2);
      for (int i = 0; i < 20; i++) {
        world.dial.turn(Duration.ofMinutes(3));
        world.target.spoil("app-0");
        assertThat(repaired().updated()).isEqualTo(1);
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
      assertThat(compared().problem().orElseThrow()).contains("2026-03-01T12:15:05Z");
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
        assertThat(repaired().updated()).isEqualTo(1);
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

      assertThat(repaired().updated()).isEqualTo(1);
      world.target.spoil("app-0");
      assertThat(repaired().updated()).isEqualTo(1);
    }

    @Test
    void givesWayToWhomOnlySynchronizationsNotice() {
      synchronize(1);
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
      synchronize(1);
      for (int i = 0; i < 5; i++) {
        world.target.spoil("app-0");
        world.target.failAt("app-0", "it changed meanwhile");
        compared();
      }
      world.target.spoil("app-0");
      world.target.forgetCalls();

      assertThat(compared().problem().orElseThrow()).contains("another writer");
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

      assertThat(repaired().updated()).isEqualTo(1);
    }
  }

  private static Director.Listing miscounted(Director.Listing listing) {
    var page = listing.applications();
    return new Director.Listing(
        listing.labels(),
        new Page<>(page.items(), page.endCursor(), page.hasNextPage(), page.totalCount() + 1));
  }

  private static HeldApplication foreign(String name) {
    return new HeldApplication(name, Optional.empty(), false, "theirs", Set.of(), Set.of(), "1");
  }

  private static HeldApplication ours(String name, String id, Set<String> entries) {
    return new HeldApplication(name, Optional.of(id), true, "other", entries, Set.of(), "1");
  }
}
