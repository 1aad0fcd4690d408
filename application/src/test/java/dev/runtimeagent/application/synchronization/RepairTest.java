package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.APPLICATIONS;
import static dev.runtimeagent.application.synchronization.Catalog.application;
import static dev.runtimeagent.application.synchronization.Catalog.applications;
import static dev.runtimeagent.application.synchronization.Catalog.bundle;
import static dev.runtimeagent.application.synchronization.Catalog.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.domain.catalog.Page;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.domain.plan.Remark;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Putting back what somebody else changed, from memory. */
class RepairTest {
  private final SyncWorld world = new SyncWorld();

  @Test
  void putsBackWhatSomebodyAlteredOrDeletedWithoutAskingCompass() {
    world.synchronize(3);
    world.target.spoil("app-0");
    world.target.remove("app-1");

    var summary = world.repaired();

    assertThat(summary.updated()).isEqualTo(1);
    assertThat(summary.created()).isEqualTo(1);
    assertThat(summary.managed()).isEqualTo(3);
    assertThat(world.target.calls()).containsExactly("update app-0", "create app-1");
    assertThat(world.compass.script().calls()).isEmpty();
  }

  @Test
  void writesNothingWhereNothingDiffers() {
    world.synchronize(3);

    assertThat(world.repaired().changedAnything()).isFalse();
    assertThat(world.target.calls()).isEmpty();
  }

  @Test
  void knowsNothingBeforeTheFirstCompleteListing() {
    world.target.put(foreign("app-0"));

    assertThat(world.repair()).isEqualTo(new RepairOutcome.NothingKnown());
  }

  @Test
  void deletesNothingAndSaysSo() {
    world.synchronize(3);
    world.target.put(ours("app-9", id(9), Set.of()));

    var outcome = world.compared();

    assertThat(world.target.calls()).isEmpty();
    assertThat(outcome.problem().orElseThrow()).contains("app-9", "next synchronization");
    assertThat(outcome.summary().failed()).extracting(Remark::name).containsExactly("app-9");
  }

  @Test
  void takesNoEntriesAwayAndSaysSo() {
    world.list(List.of(application(0, bundle(0, 1, 0))));
    world.applied();
    world.target.put(ours("app-0", id(0), Set.of("somebody's/api")));

    assertThat(world.compared().problem().orElseThrow()).contains("app-0", "take something away");
    assertThat(world.target.calls()).isEmpty();
  }

  @Test
  void leavesRenamesToTheSynchronization() {
    world.synchronize(1);
    world.target.put(ours("copy", id(0), Set.of()));

    assertThat(world.compared().problem()).isPresent();
    assertThat(world.target.calls()).isEmpty();
  }

  @Test
  void leavesHeldLossesHeldAndTheirMessageAsItIs() {
    world.synchronize(100);
    world.list(applications(60, 100));
    var held = SyncWorld.incomplete(world.run());
    world.target.forgetCalls();
    world.target.spoil("app-70");

    var outcome = world.compared();

    assertThat(world.target.names()).hasSize(100);
    assertThat(world.target.calls()).containsExactly("update app-70");
    assertThat(outcome.problem()).contains(held.problem());
    assertThat(outcome.summary().failed()).isEmpty();
  }

  @Test
  void saysWhatFails() {
    world.synchronize(2);
    world.target.remove("app-1");
    world.target.failAt("app-1", "disk full");

    assertThat(world.compared().problem().orElseThrow()).contains("app-1 (disk full)");
  }

  @Test
  void leavesWhatFailedToItsTime() {
    world.synchronize(2);
    world.target.remove("app-1");
    world.target.failAt("app-1", "disk full");
    world.compared();
    world.target.forgetCalls();

    assertThat(world.compared().problem().orElseThrow()).contains("disk full");
    assertThat(world.target.calls()).isEmpty();
  }

  @Test
  void saysWhenTheRuntimeCannotBeLookedAt() {
    world.synchronize(1);
    world.target.makeUnknown("permission denied");

    assertThat(world.repair()).isEqualTo(new RepairOutcome.TargetUnknown("permission denied"));
  }

  @Test
  void goesOnWithTheLastListingWhileCompassFails() {
    world.synchronize(2);
    world.compass.script().fail(APPLICATIONS, World.timeout());
    world.run();
    world.target.remove("app-1");

    assertThat(world.repaired().created()).isEqualTo(1);
  }

  @Test
  void goesByNothingThatAListingInMotionMadeOld() {
    world.synchronize(2);
    for (int i = 0; i < 4; i++) {
      world.compass.script().alter(APPLICATIONS, RepairTest::miscounted);
    }
    SyncWorld.incomplete(world.run());

    assertThat(world.repair()).isEqualTo(new RepairOutcome.NothingKnown());
  }

  @Test
  void goesByNothingOfAnotherConnection() {
    world.synchronize(1);

    assertThat(world.synchronize.repair("another epoch"))
        .isEqualTo(new RepairOutcome.NothingKnown());
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
