package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.operator.AskAgent.Answer;
import dev.runtimeagent.sandbox.landscape.Application;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Few losses are carried out, many are held. */
class LossesTest {
  @RegisterExtension final Scene scene = Scene.usual();

  @Test
  void manyAreHeldUntilTheyAreApproved() throws Exception {
    var applications = scene.putApplications(100);
    var agent = scene.synchronize();
    remove(applications.subList(0, 60));
    var held = scene.store().await(d -> d.at("/status/applications/held/count").asInt() == 60);
    assertThat(held.at("/status/connectionState").asText()).isEqualTo("ResourceApplicationFailed");
    assertThat(Store.condition(held, "DeletionsHeld")).contains("60", "runtime-agent approve");
    scene.awaitSynchronization();
    assertThat(scene.store().applicationNames()).hasSize(100);
    assertThat(agent.ask().approve()).isInstanceOf(Answer.Asked.class);
    agent.awaitState("Synchronized");
    assertThat(scene.store().applicationNames()).hasSize(40);
    assertThat(scene.store().secrets().toFile().list()).hasSize(40);
  }

  @Test
  void manyAreCarriedOutAfterTheHoldTime() throws Exception {
    var applications = scene.putApplications(10);
    var agent = scene.synchronize("APP_DELETION_HOLD=2s");
    remove(applications.subList(0, 6));
    scene.store().await(d -> d.at("/status/applications/held/count").asInt() == 6);
    assertThat(scene.store().applicationNames()).hasSize(10);
    scene.store().await(d -> d.at("/status/applications/held/count").asInt() == 0);
    agent.awaitState("Synchronized");
    assertThat(scene.store().applicationNames()).hasSize(4);
  }

  @Test
  void fewAreGoneAtTheNextSynchronization() throws Exception {
    var applications = scene.putApplications(100);
    var agent = scene.synchronize();
    remove(applications.subList(0, 2));
    scene
        .store()
        .await(scene.store().applications(), () -> scene.store().applicationNames().size() == 98);
    scene.awaitSynchronization();
    assertThat(agent.state()).isEqualTo("Synchronized");
    assertThat(scene.store().secrets().toFile().list()).hasSize(98);
  }

  private void remove(List<Application> applications) {
    scene
        .compass()
        .landscape()
        .replace(applications.stream().map(Application::id).toList(), List.of());
  }
}
