package dev.runtimeagent.application.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.CompassScript.Operation;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.application.status.ConnectionDocument.Spec;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an agent does when somebody else changes the Runtime. */
class DriftTest {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final VirtualAgent agent = new VirtualAgent();

  DriftTest() {
    for (int i = 0; i < 3; i++) {
      agent.world.compass.put(
          new Application(
              "00000000-0000-4000-8000-%012d".formatted(i),
              "app-" + i,
              Optional.empty(),
              List.of(),
              List.of()));
    }
    agent.synchronize();
    forgetCalls();
  }

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(agent.life.events.defects()).isEmpty();
  }

  private void forgetCalls() {
    agent.target.forgetCalls();
    agent.world.compass.script().forgetCalls();
  }

  @Test
  void isPutBackWithoutACallToCompass() {
    agent.target.spoil("app-0");
    agent.target.remove("app-1");
    agent.pass(SOON);

    assertThat(agent.target.calls()).containsExactly("update app-0", "create app-1");
    assertThat(agent.world.compass.script().calls()).isEmpty();
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(told("Synchronized")).isEqualTo(1);
    assertThat(told("ApplicationsRepaired")).isEqualTo(1);
  }

  @Test
  void isOnePutBackForManyChangesAtATime() {
    for (int i = 0; i < 3; i++) {
      agent.target.spoil("app-" + i);
      agent.pass(Duration.ofMillis(50));
    }
    agent.pass(SOON);

    assertThat(agent.target.calls()).hasSize(3);
    assertThat(told("ApplicationsRepaired")).isEqualTo(1);
  }

  @Test
  void isPutBackWhileCompassFails() {
    agent.world.compass.script().failAlways(Operation.APPLICATIONS, World.timeout());
    agent.pass(Duration.ofMinutes(1));
    assertThat(agent.state().name()).isEqualTo("Connected");

    agent.target.remove("app-1");
    agent.pass(SOON);

    assertThat(agent.target.names()).contains("app-1");
    assertThat(agent.document().status().connectionState())
        .isEqualTo(CompatibleState.CONNECTION_MAINTENANCE_FAILED);
  }

  @Test
  void isPutBackRightAfterASynchronizationThatDidNotSeeIt() {
    agent
        .world
        .compass
        .script()
        .alter(
            Operation.APPLICATIONS,
            (Director.Listing listing) -> new Director.Listing(Map.of(), listing.applications()))
        .before(Operation.SET_RUNTIME_LABEL, () -> agent.target.remove("app-1"));
    agent.pass(Duration.ofSeconds(25));

    assertThat(agent.target.calls()).containsExactly("create app-1");
    assertThat(agent.world.compass.script().calls(Operation.APPLICATIONS)).hasSize(1);
  }

  @Test
  void isPutBackByTheSynchronizationItFallsInto() {
    agent.world.compass.script().before(Operation.APPLICATIONS, () -> agent.target.remove("app-1"));
    agent.pass(Duration.ofSeconds(25));

    assertThat(agent.target.calls()).containsExactly("create app-1");
    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  @Test
  void isIgnoredWhenTheConnectionIsLost() {
    agent.world.compass.revoke(agent.life.custody.current().orElseThrow().fingerprint());
    agent.pass(Duration.ofMinutes(2));
    assertThat(agent.state().name()).isEqualTo("Lost");

    agent.target.remove("app-1");
    agent.pass(Duration.ofMinutes(2));

    assertThat(agent.target.calls()).isEmpty();
    assertThat(agent.target.names()).doesNotContain("app-1");
  }

  @Test
  void isNotSynchronizedUntilCompassWasAskedWhatMayGo() {
    agent.target.put(ours("app-9", Set.of()));
    agent.pass(SOON);

    assertThat(agent.target.names()).contains("app-9");
    assertThat(agent.state().name()).isEqualTo("Connected");
    assertThat(agent.document().status().connectionState())
        .isEqualTo(CompatibleState.RESOURCE_APPLICATION_FAILED);

    agent.pass(Duration.ofSeconds(25));

    assertThat(agent.target.names()).doesNotContain("app-9");
    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  @Test
  void isNotSynchronizedWhileItCannotBePutBack() {
    agent.target.failAt("app-1", "disk full");
    agent.target.remove("app-1");
    agent.pass(SOON);

    assertThat(agent.state().name()).isEqualTo("Connected");
    assertThat(synchronizationError()).contains("app-1 (disk full)");

    agent.target.recover();
    agent.pass(Duration.ofMinutes(1));

    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.target.names()).contains("app-1");
  }

  @Test
  void isLeftAloneAndReportedWhenAnotherWriterKeepsOn() {
    fight();

    assertThat(agent.target.calls()).hasSize(5);
    assertThat(agent.state().name()).isEqualTo("Connected");
    assertThat(synchronizationError())
        .contains("app-0", "another writer", "repaired 5 times within 10 min");
    assertThat(agent.document().status().applications().orElseThrow().failed().count())
        .isEqualTo(1);
    assertThat(told("ApplicationContested")).isEqualTo(1);
  }

  @Test
  void isPutBackAgainWhenTheOtherWriterHasStopped() {
    fight();

    agent.pass(Duration.ofMinutes(6));

    assertThat(agent.target.calls()).hasSize(6);
    assertThat(agent.state().name()).isEqualTo("Synchronized");
    assertThat(agent.document().status().applications().orElseThrow().failed().count()).isZero();

    agent.pass(Duration.ofMinutes(11));
    agent.target.spoil("app-0");
    agent.pass(SOON);

    assertThat(agent.target.calls()).hasSize(7);
  }

  @Test
  void isPutBackAtOnceWhenAnOperatorAsks() {
    fight();

    agent.documents.edit(document ->
        new ConnectionDocument(
            new Spec(document.spec().connectorUrl(), document.spec().directorUrl(), true, false),
            document.status(),
            document.approval()));
    agent.pass(SOON);

    assertThat(agent.target.calls()).hasSize(6);
    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  @Test
  void isNoLoopAgainstAWriterThatNeverStops() {
    for (int i = 0; i < 60 * 60; i++) {
      agent.target.spoil("app-0");
      agent.pass(SOON);
    }
    assertThat(agent.target.calls().size()).isBetween(5, 10);
    assertThat(agent.world.compass.script().calls(Operation.APPLICATIONS).size())
        .isGreaterThan(150);
  }

  private void fight() {
    for (int i = 0; i < 6; i++) {
      agent.target.spoil("app-0");
      agent.pass(SOON);
    }
  }

  private String synchronizationError() {
    return agent.document().status().synchronization().orElseThrow().error().orElseThrow();
  }

  private long told(String reason) {
    return agent.life.events.reasons().stream().filter(reason::equals).count();
  }

  private static HeldApplication ours(String name, Set<String> entries) {
    return new HeldApplication(
        name,
        Optional.of("00000000-0000-4000-8000-000000000009"),
        true,
        "other",
        entries,
        Set.of(),
        "1");
  }
}
