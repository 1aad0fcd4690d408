package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.APPLICATIONS;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.VIEWER;
import static dev.runtimeagent.application.synchronization.Catalog.application;
import static dev.runtimeagent.application.synchronization.Catalog.applications;
import static dev.runtimeagent.application.synchronization.Catalog.bundle;
import static dev.runtimeagent.application.synchronization.Catalog.named;
import static dev.runtimeagent.application.synchronization.SyncWorld.applied;
import static dev.runtimeagent.application.synchronization.SyncWorld.incomplete;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.domain.plan.Remark;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SynchronizeApplicationsTest {
  private final SyncWorld world = new SyncWorld();

  @Test
  void makesTheRuntimeHoldWhatIsListed() {
    world.list(applications(0, 3));

    var summary = applied(world.run());

    assertThat(world.target.names()).containsExactlyInAnyOrder("app-0", "app-1", "app-2");
    assertThat(summary.created()).isEqualTo(3);
    assertThat(summary.managed()).isEqualTo(3);
    assertThat(world.account.record.settled()).isTrue();
  }

  @Test
  void aQuietSynchronizationAsksOnceAndWritesNothing() {
    world.list(applications(0, 10));
    world.applied();

    var summary = applied(world.run());

    assertThat(summary.changedAnything()).isFalse();
    assertThat(world.target.calls()).isEmpty();
    assertThat(world.compass.script().calls()).hasSize(1);
  }

  @Test
  void putsBackWhatSomebodySpoiltOrDeleted() {
    world.list(applications(0, 3));
    world.applied();
    world.target.spoil("app-0");
    world.target.remove("app-1");

    var summary = applied(world.run());

    assertThat(summary.updated()).isEqualTo(1);
    assertThat(summary.created()).isEqualTo(1);
  }

  @Nested
  class WhenTheAnswerIsHollow {
    @ParameterizedTest
    @EnumSource(CompassReply.Failed.Kind.class)
    void nothingIsTouched(CompassReply.Failed.Kind kind) {
      world.list(applications(0, 5));
      world.applied();
      world
          .compass
          .script()
          .failAlways(
              APPLICATIONS,
              new CompassReply.Failed<>(kind, "hollow", Optional.of(Duration.ofSeconds(7))));

      assertThat(world.run())
          .isInstanceOfSatisfying(
              SyncOutcome.FetchFailed.class,
              failed -> {
                assertThat(failed.authenticationDoubtful()).isFalse();
                assertThat(failed.retryAfter()).contains(Duration.ofSeconds(7));
                assertThat(failed.detail()).isEqualTo("hollow");
              });
      assertThat(world.target.calls()).isEmpty();
    }

    @Test
    void anEmptyListIsHeldEvenIfItAddsUp() {
      world.list(applications(0, 5));
      world.applied();
      world.list(List.of());

      for (int i = 0; i < 5; i++) {
        incomplete(world.run());
        world.dial.turn(Duration.ofHours(1));
      }

      assertThat(world.target.names()).hasSize(5);
    }

    @Test
    void aRefusalIsToldAsDoubt() {
      world.compass.script().fail(APPLICATIONS, World.refusal());

      assertThat(world.run())
          .isInstanceOfSatisfying(
              SyncOutcome.FetchFailed.class,
              failed -> assertThat(failed.authenticationDoubtful()).isTrue());
    }
  }

  @Nested
  class WhenOneFails {
    @Test
    void theOthersDoNot() {
      world.list(applications(0, 3));
      world.target.failAt("app-1", "the disk is full");

      var incomplete = incomplete(world.run());

      assertThat(world.target.names()).containsExactlyInAnyOrder("app-0", "app-2");
      assertThat(incomplete.summary().failed())
          .containsExactly(new Remark("app-1", "the disk is full"));
      assertThat(incomplete.problem()).contains("app-1 (the disk is full)");
    }

    @Test
    void theyAreNamedInTheSameOrderWhicheverWaits() {
      world.list(List.of(application(0), application(1)));
      world.target.failAt("app-1", "the disk is full");
      world.run();
      world.list(List.of(application(0, bundle(0, 1, 1)), application(1)));
      world.target.failAt("app-0", "the disk is full");

      assertThat(incomplete(world.run()).summary().failed())
          .extracting(Remark::name)
          .containsExactly("app-0", "app-1");
    }

    @Test
    void itIsTriedAgainAfterAWhile() {
      world.list(applications(0, 1));
      world.target.failAt("app-0", "the disk is full");
      world.run();
      world.run();
      assertThat(world.target.calls()).hasSize(1);
      world.dial.turn(Duration.ofSeconds(15));
      world.target.recover();

      assertThat(applied(world.run()).created()).isEqualTo(1);
    }

    @Test
    void itIsTriedAtOnceWhenItIsAnotherChangeOrSomebodyAsks() {
      world.list(applications(0, 1));
      world.target.failAt("app-0", "the disk is full");
      world.run();
      world.synchronize.run(
          new SyncRequest(world.access, false, Optional.empty(), Optional::empty, true));
      world.list(List.of(application(0, bundle(0, 1, 1))));
      world.run();

      assertThat(world.target.calls()).hasSize(3);
    }

    @Test
    void aRenameKeepsTheOldOneUntilTheNewOneIsWhole() {
      world.list(List.of(named(0, "before")));
      world.applied();
      world.list(List.of(named(0, "after")));
      world.target.failAt("after", "the disk is full");

      incomplete(world.run());
      assertThat(world.target.names()).containsExactly("before");

      world.target.recover();
      world.dial.turn(Duration.ofMinutes(1));
      var summary = applied(world.run());
      assertThat(world.target.names()).containsExactly("after");
      assertThat(summary.renamed()).isEqualTo(1);
      assertThat(summary.managed()).isEqualTo(1);
    }
  }

  @Test
  void refusedByRuleIsNamedAndDoesNotKeepTheRuntimeFromBeingSynchronized() {
    world.list(List.of(named(0, "../../"), named(1, "../../etc/passwd"), application(2)));

    var summary = applied(world.run());

    assertThat(summary.refused()).extracting(Remark::name).containsExactly("../../");
    assertThat(world.target.names())
        .hasSize(2)
        .allMatch(name -> name.matches("app-2|mp-etc-passwd-[0-9a-f]{5}"));
  }

  @Test
  void concludesNothingIfTheRuntimeCannotSayWhatItHolds() {
    world.list(applications(0, 1));
    world.target.makeUnknown("the folder cannot be read");

    assertThat(world.run()).isEqualTo(new SyncOutcome.TargetUnknown("the folder cannot be read"));
    assertThat(world.target.calls()).isEmpty();
  }

  @Nested
  class WhenAskedToConfirmIdentity {
    private final SyncRequest confirming =
        new SyncRequest(world.access, true, Optional.empty(), Optional::empty, false);

    @Test
    void goesOnIfItIsRight() {
      assertThat(world.synchronize.run(confirming)).isInstanceOf(SyncOutcome.Applied.class);
    }

    @Test
    void touchesNothingAndTellsTheRightIdIfItIsWrong() {
      world.list(applications(0, 1));
      world
          .compass
          .script()
          .alter(VIEWER, (Director.Viewer v) -> new Director.Viewer("r-2", v.type()));

      assertThat(world.synchronize.run(confirming))
          .isInstanceOfSatisfying(
              SyncOutcome.WrongRuntime.class,
              wrong -> {
                assertThat(wrong.actualId()).isEqualTo("r-2");
                assertThat(wrong.problem()).contains("set RUNTIME_ID to r-2");
              });
      assertThat(world.target.calls()).isEmpty();
    }

    @Test
    void ignoresAnErrorOfTheQuestionItself() {
      world.compass.script().fail(VIEWER, World.timeout());

      assertThat(world.synchronize.run(confirming)).isInstanceOf(SyncOutcome.Applied.class);
    }
  }
}
