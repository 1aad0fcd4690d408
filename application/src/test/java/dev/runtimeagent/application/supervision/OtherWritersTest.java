package dev.runtimeagent.application.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.operator.AskAgent;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Truth;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The connection document in a cluster where the Go agent works, or its resource definitions are.
 */
class OtherWritersTest extends AmongTenApplications {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private void remove(int count) {
    for (int i = 0; i < count; i++) {
      agent.world.compass.remove(VirtualAgent.application(i).id());
    }
  }

  private int writes() {
    return agent.documents.document().history().size();
  }

  @Nested
  class WhereAnotherAgentWrites {
    @Test
    void deletesNothingUntilItIsSilent() {
      agent.synchronize();
      agent.documents.otherAgentWrites(agent.now());
      remove(1);
      agent.pass(MINUTE.multipliedBy(8));
      assertThat(agent.target.names()).hasSize(10);
      assertThat(agent.condition("AnotherAgent").status()).isEqualTo(Truth.TRUE);
      assertThat(agent.condition("AnotherAgent").message()).contains("scale down one of the two");
      assertThat(agent.condition("DeletionsHeld").message()).doesNotContain("approve");
      agent.pass(MINUTE.multipliedBy(4));
      assertThat(agent.target.names()).hasSize(9);
      assertThat(agent.condition("AnotherAgent").status()).isEqualTo(Truth.FALSE);
    }

    @Test
    void deletesNothingThatIsApproved() {
      agent.synchronize();
      agent.documents.otherAgentWrites(agent.now());
      remove(6);
      agent.pass(MINUTE);
      assertThat(new AskAgent(agent.documents).approve()).isInstanceOf(AskAgent.Answer.Asked.class);
      agent.pass(MINUTE.multipliedBy(2));
      assertThat(agent.target.names()).hasSize(10);
    }

    @Test
    void spendsNoToken() {
      agent.start();
      agent.documents.otherAgentWrites(agent.now());
      agent.configuration.set(agent.world.configuration());
      agent.pass(MINUTE.multipliedBy(9));
      assertThat(agent.world.compass.script().calls()).isEmpty();
      assertThat(agent.document().status().connection().error().orElseThrow())
          .contains("scale down one of the two");
      agent.pass(MINUTE.multipliedBy(2));
      assertThat(agent.state().name()).isEqualTo("Synchronized");
    }

    @Test
    void takesOverWhatItWroteBefore() {
      agent.documents.otherAgentWrites(agent.now());
      agent.synchronize();
      agent.pass(MINUTE);
      assertThat(agent.condition("AnotherAgent").status()).isEqualTo(Truth.FALSE);
    }

    @Test
    void letsItFinishIfItWroteOnceLongAfterTheStart() {
      agent.synchronize();
      agent.pass(MINUTE.multipliedBy(2));
      agent.documents.otherAgentWrites(agent.now());
      agent.pass(MINUTE);
      assertThat(agent.condition("AnotherAgent").status()).isEqualTo(Truth.FALSE);
    }

    @Test
    void doesNotWriteInTurnsWithIt() {
      agent.synchronize();
      agent.documents.otherAgentWrites(agent.now());
      var before = writes();
      for (int i = 0; i < 60; i++) {
        agent.pass(Duration.ofSeconds(5));
        agent.documents.otherAgentWrites(agent.now());
      }
      assertThat(writes() - before).isBetween(4, 7);
    }

    @Test
    void remembersSinceWhenAConditionHoldsThatItErased() {
      agent.synchronize();
      var since = agent.condition("Synchronized").lastTransitionTime();
      agent.pass(MINUTE.multipliedBy(2));
      agent.documents.otherAgentWrites(agent.now());
      agent.pass(MINUTE.multipliedBy(2));
      assertThat(agent.condition("Synchronized").lastTransitionTime()).isEqualTo(since);
    }

    @Test
    void tellsOfItOnce() {
      agent.synchronize();
      for (int i = 0; i < 5; i++) {
        agent.documents.otherAgentWrites(agent.now());
        agent.pass(MINUTE);
      }
      assertThat(agent.life.events.reasons()).containsOnlyOnce("AnotherAgent");
    }
  }

  @Nested
  class WhereOurFieldsArePruned {
    @BeforeEach
    void prune() {
      agent.documents.prune();
    }

    @Test
    void writesNothingButTimesWhileNothingChanges() {
      agent.synchronize();
      assertThat(agent.document()).isEqualTo(agent.document().pruned());
      agent.target.forgetCalls();
      var before = writes();
      agent.pass(MINUTE.multipliedBy(10));
      assertThat(agent.target.calls()).isEmpty();
      assertThat(writes() - before).isBetween(5, 10);
    }

    @Test
    void tellsOfHeldLossesOnceAndTakesTheirApproval() {
      agent.synchronize();
      remove(6);
      agent.pass(MINUTE);
      assertThat(synchronizationError()).containsOnlyOnce("runtime-agent approve");
      assertThat(new AskAgent(agent.documents).approve())
          .isInstanceOfSatisfying(
              AskAgent.Answer.Asked.class,
              asked -> assertThat(asked.told()).contains("are approved", "starts only later"));
      agent.pass(MINUTE);
      assertThat(agent.target.names()).hasSize(4);
    }

    @Test
    void namesTheRefused() {
      agent.target.refuse("mp-app-3", "its name is taken");
      agent.synchronize();
      assertThat(synchronizationError()).contains("mp-app-3 (its name is taken)");
      assertThat(agent.document().status().connectionState())
          .isEqualTo(CompatibleState.SYNCHRONIZED);
    }

    @Test
    void hintsAtAConfigurationThatIsNotInUse() {
      agent.synchronize();
      agent.configuration.remove();
      agent.pass(MINUTE);
      assertThat(agent.document().status().connection().error().orElseThrow())
          .contains("next reconnect");
    }

    @Test
    void tellsOfAnotherAgent() {
      agent.synchronize();
      agent.documents.otherAgentWrites(agent.now());
      agent.pass(MINUTE.plusSeconds(1));
      assertThat(agent.document().status().connection().error().orElseThrow())
          .contains("scale down one of the two");
    }

    @Test
    void erasesTheHintsWhenTheyAreOver() {
      var configuration = agent.world.configuration();
      agent.configuration.set(configuration);
      agent.start();
      agent.configuration.remove();
      agent.pass(MINUTE);
      agent.configuration.set(configuration);
      agent.pass(MINUTE);
      assertThat(agent.document().status().connection().error()).isEmpty();
    }

    private String synchronizationError() {
      return agent
          .document()
          .status()
          .synchronization()
          .flatMap(SynchronizationTimes::error)
          .orElse("");
    }
  }
}
