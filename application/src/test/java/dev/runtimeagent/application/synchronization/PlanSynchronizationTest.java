package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.APPLICATIONS;
import static dev.runtimeagent.application.synchronization.Catalog.application;
import static dev.runtimeagent.application.synchronization.Catalog.applications;
import static dev.runtimeagent.application.synchronization.Catalog.bundle;
import static dev.runtimeagent.application.synchronization.Catalog.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.synchronization.PlanSynchronization.Line;
import dev.runtimeagent.application.synchronization.PlanSynchronization.Outlook;
import dev.runtimeagent.application.synchronization.PlanSynchronization.Verb;
import dev.runtimeagent.domain.catalog.Application;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanSynchronizationTest {
  private final SyncWorld world = new SyncWorld();
  private final PlanSynchronization planning =
      new PlanSynchronization(
          world.compass, world.target, world.dial, world.account, SyncWorld.SETTINGS);

  @Test
  void tellsWhatWouldBeDoneWithoutDoingIt() {
    world.list(List.of(application(0), named(1, "before"), application(2), application(3)));
    world.applied();
    world.list(
        List.of(application(0, bundle(0, 1, 0)), named(1, "after"), application(3), named(4, "-")));

    var outlook = planning.run(world.request());

    assertThat(outlook)
        .isInstanceOfSatisfying(
            Outlook.Planned.class,
            planned -> {
              assertThat(planned.lines())
                  .contains(
                      new Line(Verb.UPDATE, "app-0", ""),
                      new Line(Verb.RENAME, "after", "from before"),
                      new Line(Verb.DELETE, "app-2", ""))
                  .anyMatch(line -> line.verb() == Verb.REFUSE);
              assertThat(planned.unchanged()).isEqualTo(1);
            });
    assertThat(world.target.calls()).isEmpty();
  }

  @Test
  void tellsOfLossesThatWouldBeHeldAndOfNoHold() {
    world.list(applications(0, 10));
    world.applied();
    world.list(applications(5, 10));

    assertThat(planning.run(world.request()))
        .isInstanceOfSatisfying(
            Outlook.Planned.class,
            planned -> {
              assertThat(planned.hold().orElseThrow().outlook())
                  .isEqualTo(
                      "5 Applications to be held: app-0, app-1, app-2, app-3, app-4;"
                          + " runtime-agent status tells of a hold that is under way");
              assertThat(planned.lines())
                  .hasSize(5)
                  .contains(new Line(Verb.HOLD, "app-3", "Compass does not list it any more"));
            });
  }

  @Test
  void tellsOfWhatWaitsAndOfWhatWillNotWork() {
    world.list(List.of(named(1, "a"), named(2, "b")));
    world.applied();
    world.list(List.of(named(1, "b"), named(2, "a")));
    var remarking =
        new PlanSynchronization(
            world.compass,
            new Remarking(world.target),
            world.dial,
            world.account,
            SyncWorld.SETTINGS);

    assertThat(remarking.run(world.request()))
        .isInstanceOfSatisfying(
            Outlook.Planned.class,
            planned ->
                assertThat(planned.lines())
                    .contains(
                        new Line(Verb.WAIT, "a", "it is to be called a when that name is free"),
                        new Line(Verb.REMARK, "b", "two bundles of one name")));
  }

  @Test
  void tellsWhyThereIsNoPlan() {
    world.compass.script().fail(APPLICATIONS, World.timeout());

    assertThat(planning.run(world.request())).isInstanceOf(Outlook.NotPlanned.class);
  }

  @Test
  void whatIsNewLeavesWhatIsThereUnchanged() {
    world.list(applications(0, 3));
    world.applied();
    world.list(applications(0, 4));

    assertThat(planning.run(world.request()))
        .isInstanceOfSatisfying(
            Outlook.Planned.class,
            planned -> {
              assertThat(planned.lines()).containsExactly(new Line(Verb.CREATE, "app-3", ""));
              assertThat(planned.unchanged()).isEqualTo(3);
            });
  }

  /** A target that has something to remark on everything. */
  private static final class Remarking extends ForwardingTarget {
    Remarking(ApplicationTarget target) {
      super(target);
    }

    @Override
    public Fit fit(Application application, String name) {
      return super.fit(application, name) instanceof Fit.Fits(var digest, _)
          ? new Fit.Fits(digest, List.of("two bundles of one name"))
          : new Fit.Unfit("unfit");
    }
  }
}
