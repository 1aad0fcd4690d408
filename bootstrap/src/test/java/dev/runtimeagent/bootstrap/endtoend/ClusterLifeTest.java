package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The agent in a cluster, from a token on, as {@code kubectl} shows it. */
@ClusterTest
class ClusterLifeTest {
  @RegisterExtension final ClusterScene scene = ClusterScene.usual();

  @Test
  void leadsFromATokenToApplicationsWithTheirSecrets() throws Exception {
    scene.putApplications(3);
    scene.synchronize();

    assertThat(scene.kubectl().run("get", "cc")).contains("STATE").contains("Synchronized");
    assertThat(scene.kubectl().run("get", "applications", "-o", "name"))
        .contains("mp-app-0", "mp-app-1", "mp-app-2");
    var application = scene.read("application", "mp-app-0").orElseThrow();
    var entry = application.at("/spec/services/0/entries/0");
    var secret = scene.read("secret", entry.at("/credentials/secretName").asText()).orElseThrow();
    assertThat(text(secret.at("/data/password").asText())).isEqualTo("password of app-0");
    assertThat(secret.at("/metadata/ownerReferences/0/uid"))
        .isEqualTo(application.at("/metadata/uid"));
    assertThat(scene.kubectl().run("get", "secrets", "-o", "name"))
        .contains("secret/credentials", "secret/authorities")
        .doesNotContain("compass-agent-journal");
  }

  @Test
  void restartsFromTheStoredCredentialAndWritesNothing() throws Exception {
    scene.putApplications(2);
    scene.synchronize().end();
    var before = versions();
    var calls = scene.tokenCalls();

    scene.kubectl().run("delete", "secret", "configuration");
    scene.start().awaitState("Synchronized");
    scene.awaitSynchronization();

    assertThat(scene.tokenCalls()).isEqualTo(calls);
    assertThat(versions()).isEqualTo(before);
  }

  @Test
  void picksUpANewTokenWithoutRestart() throws Exception {
    scene.start().awaitState("Unconfigured");
    scene.configure();
    scene.agent().awaitState("Synchronized");
  }

  @Test
  void connectsAnewWhenTheDocumentIsDeletedAndThereIsAToken() throws Exception {
    scene.synchronize();
    var auths = scene.compass().systemAuths().all().size();
    scene.configure();
    scene.kubectl().run("delete", "compassconnection", "compass-connection");

    scene.await(
        "there is a new connection",
        () -> scene.compass().systemAuths().all().size() > auths && scene.document().isPresent());
    scene.await("it is synchronized", d -> ClusterScene.state(d).equals("Synchronized"));
  }

  @Test
  void keepsTheCredentialWhenTheDocumentIsDeletedAndTheTokenIsSpent() throws Exception {
    scene.synchronize();
    var calls = scene.tokenCalls();
    scene.kubectl().run("delete", "compassconnection", "compass-connection");

    var document =
        scene.await("it is written again", d -> ClusterScene.state(d).equals("Synchronized"));
    assertThat(document.toString()).contains("put a new one");
    assertThat(scene.tokenCalls()).isEqualTo(calls);
  }

  @Test
  void putsBackWhatSomebodyElseChanged() throws Exception {
    scene.putApplications(2);
    scene.synchronize("APP_CONTROLLER_SYNC_PERIOD=1h");
    var asked = scene.compass().requests().all().size();

    scene.kubectl().run("delete", "application", "mp-app-0");
    scene
        .kubectl()
        .run(
            "patch",
            "application",
            "mp-app-1",
            "--type=merge",
            "-p",
            "{\"spec\":{\"description\":\"hers\"}}");

    scene.await(
        "both are as they were",
        () ->
            scene.read("application", "mp-app-0").isPresent()
                && !scene
                    .read("application", "mp-app-1")
                    .orElseThrow()
                    .at("/spec/description")
                    .asText()
                    .equals("hers"));
    assertThat(scene.compass().requests().all()).hasSize(asked);
  }

  @Test
  void ignoresConnectionsOfOtherNames() throws Exception {
    scene
        .kubectl()
        .runWithInput(
            """
            apiVersion: compass.kyma-project.io/v1alpha1
            kind: CompassConnection
            metadata: {name: compass-connection-backup}
            spec: {managementInfo: {connectorUrl: "", directorUrl: ""}}
            """,
            "apply",
            "-f",
            "-");
    scene.synchronize();
    scene.kubectl().run("delete", "compassconnection", "compass-connection-backup");
    scene.awaitSynchronization();

    assertThat(scene.agent().state()).isEqualTo("Synchronized");
    assertThat(scene.read("compassconnection", "compass-connection-backup")).isEmpty();
  }

  /** Resource versions of everything but the connection document, whose times go on. */
  private String versions() {
    return scene
        .kubectl()
        .run(
            "get",
            "applications,secrets",
            "-o",
            "jsonpath={range .items[?(@.metadata.name!=\"configuration\")]}"
                + "{.metadata.name} {.metadata.resourceVersion};{end}");
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
