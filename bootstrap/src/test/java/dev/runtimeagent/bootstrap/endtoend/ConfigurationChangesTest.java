package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.http.HostKind;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a configuration counts, and what the deletion of the document does. */
class ConfigurationChangesTest {
  /** Far below the minute after which the agent looks by itself, and fit for a busy machine. */
  private static final Duration SOON = Duration.ofSeconds(10);

  @RegisterExtension final Scene scene = Scene.usual();

  @Test
  void aFirstConfigurationIsPickedUpSoon() throws Exception {
    scene.start().awaitState("Unconfigured");
    scene.store().await(d -> d.at("/status/connectionStatus/error").asText().contains("create it"));
    pairsSoonWithANewToken();
  }

  @Test
  void aNewTokenIsPickedUpSoonWhileConnecting() throws Exception {
    scene.store().configure(scene.entries("dead"));
    scene.start();
    scene
        .store()
        .await(d -> d.at("/status/connectionStatus/error").asText().contains("did not accept"));
    assertThat(scene.agent().state()).isEqualTo("Connecting");
    pairsSoonWithANewToken();
  }

  @Test
  void aNewTokenIsPickedUpSoonWhenLost() throws Exception {
    var agent = scene.synchronize("APP_LOST_AFTER=1s");
    var auth = scene.compass().systemAuths().all().getFirst().id();
    scene.compass().fault(Fault.always(Faults.cutBeforeReading()).at(HostKind.MTLS));
    agent.awaitState("Lost");
    scene.compass().systemAuths().delete(auth);
    scene.compass().faults().clear();
    pairsSoonWithANewToken();
  }

  @Test
  void theConfigurationIsIgnoredWhileSynchronized() throws Exception {
    var agent = scene.synchronize();
    var auths = scene.compass().systemAuths().all();
    var calls = scene.tokenCalls();
    Files.delete(scene.store().configuration());
    scene.store().await(d -> Store.condition(d, "Configured").contains("next reconnect"));
    scene.store().replaceConfiguration("{ nonsense: [");
    scene.store().await(d -> Store.condition(d, "Configured").contains("cannot read"));
    scene.awaitSynchronization();
    assertThat(agent.state()).isEqualTo("Synchronized");
    scene.configure();
    scene.store().await(d -> Store.condition(d, "Configured").contains("takes effect"));
    scene.awaitSynchronization();
    assertThat(agent.state()).isEqualTo("Synchronized");
    assertThat(scene.tokenCalls()).isEqualTo(calls);
    assertThat(scene.compass().systemAuths().all()).containsAll(auths);
    assertThat(scene.store().at("/status/connectionStatus/error").asText()).isEmpty();
  }

  @Test
  void theConfigurationIsIgnoredWhileConnected() throws Exception {
    var agent = scene.synchronize();
    scene.compass().fault(Fault.always(Faults.nullData()).on("applicationsForRuntime"));
    agent.awaitState("Connected");
    var calls = scene.tokenCalls();
    Files.delete(scene.store().configuration());
    scene.store().await(d -> Store.condition(d, "Configured").contains("next reconnect"));
    assertThat(agent.state()).isEqualTo("Connected");
    scene.compass().faults().clear();
    agent.awaitState("Synchronized");
    assertThat(scene.tokenCalls()).isEqualTo(calls);
  }

  @Test
  void theDeletedDocumentIsWrittenAgainIfTheTokenIsDead() throws Exception {
    var agent = scene.synchronize();
    var calls = scene.tokenCalls();
    var certificate = scene.store().entry(scene.store().credentials(), "crt");
    Files.delete(scene.store().connection());
    scene.store().await(d -> Store.condition(d, "Configured").contains("already used"));
    scene.awaitSynchronization();
    assertThat(agent.state()).isEqualTo("Synchronized");
    assertThat(scene.tokenCalls()).isEqualTo(calls);
    assertThat(scene.store().entry(scene.store().credentials(), "crt")).isEqualTo(certificate);
  }

  @Test
  void theWorkingCredentialSurvivesATokenThatIsRefused() throws Exception {
    var agent = scene.synchronize();
    var certificate = scene.store().entry(scene.store().credentials(), "crt");
    scene.store().configure(scene.entries("dead"));
    Files.delete(scene.store().connection());
    scene.awaitRequests(1, r -> r.token().filter("dead"::equals).isPresent());
    scene.store().await(d -> Scene.state(d).equals("Synchronized"));
    assertThat(agent.state()).isEqualTo("Synchronized");
    assertThat(scene.store().entry(scene.store().credentials(), "crt")).isEqualTo(certificate);
  }

  @Test
  void theDeletedDocumentMeansANewConnectionIfTheTokenIsFresh() throws Exception {
    var agent = scene.synchronize();
    var certificate = scene.store().entry(scene.store().credentials(), "crt");
    var token = scene.configure();
    Files.delete(scene.store().connection());
    agent.awaitEvents(2, "CertificateIssued").awaitEvents(2, "Synchronized");
    assertThat(scene.compass().systemAuths().usable(token.token())).isEmpty();
    assertThat(scene.store().entry(scene.store().credentials(), "crt")).isNotEqualTo(certificate);
    scene.store().await(d -> Scene.state(d).equals("Synchronized"));
  }

  private void pairsSoonWithANewToken() throws Exception {
    var token = scene.configure();
    var written = Files.getLastModifiedTime(scene.store().configuration()).toInstant();
    var call =
        scene.awaitRequests(1, r -> r.token().filter(token.token()::equals).isPresent()).getFirst();
    assertThat(Duration.between(written, call.at())).isLessThan(SOON);
    scene.agent().awaitState("Synchronized");
  }
}
