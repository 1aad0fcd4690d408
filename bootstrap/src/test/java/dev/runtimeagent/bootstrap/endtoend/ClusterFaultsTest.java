package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.application.supervision.SuperviseInTerms.Stage;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.http.HostKind;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The cluster is not as it should be, and then it is: no restart is needed, nothing is lost. */
@ClusterTest
class ClusterFaultsTest {
  private static final String CONNECTIONS = "compassconnections.compass.kyma-project.io";
  private static final String APPLICATIONS = "applications.applicationconnector.kyma-project.io";

  private static final String INSTALL = "install its custom resource definition";
  private static final String ALLOW = "allow the agent's ServiceAccount to ";

  @RegisterExtension final ClusterScene scene = ClusterScene.usual();

  @AfterEach
  void putDefinitionsBack() {
    Cluster.running().installDefinitions();
  }

  @Test
  void outlastsAnApiServerThatIsDown() throws Exception {
    scene.putApplications(1);
    try (var gate = new ApiGate()) {
      gate.lead(scene);
      scene.synchronize();
      var before = versions();

      gate.shut();
      scene.agent().awaitEvents(1, "LeadershipLost");
      scene.putApplications(2);
      gate.open();

      scene.await("it synchronizes", () -> scene.read("application", "mp-app-1").isPresent());
      assertThat(versions()).isEqualTo(before);
      assertThat(scene.tokenCalls()).isEqualTo(2);
      scene.agent().awaitState("Synchronized").end();
    }
  }

  @Test
  void waitsForAnApiServerThatIsDownAtStart() throws Exception {
    scene.configure();
    try (var gate = new ApiGate()) {
      gate.lead(scene);
      gate.shut();
      scene.start().awaitEvents(1, "LeadershipUnknown");
      assertThat(scene.agent().stage())
          .isInstanceOfSatisfying(
              Stage.Seeking.class,
              seeking ->
                  assertThat(seeking.doubt())
                      .hasValueSatisfying(why -> assertThat(why).contains("refuses connections")));
      gate.open();
      scene.agent().awaitState("Synchronized");
      assertThat(scene.tokenCalls()).isEqualTo(2);
      scene.agent().end();
    }
  }

  @Test
  void keepsACredentialThatIsSignedWhileTheApiServerIsAwayForLongerThanALease() throws Exception {
    scene.putApplications(1);
    scene.configure();
    try (var gate = new ApiGate()) {
      gate.lead(scene);
      scene
          .compass()
          .fault(
              Fault.once(Faults.beforehand(gate::shut))
                  .at(HostKind.TOKEN)
                  .on("signCertificateSigningRequest"));
      scene.start().awaitEvents(1, "LeadershipLost").awaitEvents(1, "CredentialKeptInMemory");

      gate.open();

      scene.agent().awaitState("Synchronized");
      assertThat(scene.tokenCalls()).isEqualTo(2);
      assertThat(scene.compass().systemAuths().all()).hasSize(1);
      scene.agent().end();
    }
  }

  @Test
  void waitsForTheDefinitionOfApplications() throws Exception {
    scene.putApplications(1);
    scene.kubectl().run("delete", "crd", APPLICATIONS);
    scene.configure();
    scene.start().awaitState("Connected");
    scene.await("it tells what is missing", d -> synchronizationError(d).contains(INSTALL));

    Cluster.running().installDefinitions();

    scene.agent().awaitState("Synchronized");
    assertThat(scene.read("application", "mp-app-0")).isPresent();
    assertThat(scene.tokenCalls()).isEqualTo(2);
  }

  @Test
  void waitsForTheDefinitionOfItsDocument() throws Exception {
    scene.putApplications(1);
    scene.kubectl().run("delete", "crd", CONNECTIONS);
    scene.configure();
    scene.start().awaitState("Synchronized");
    assertThat(scene.lines()).anyMatch(line -> line.contains(INSTALL));

    Cluster.running().installDefinitions();

    scene.await("its document says so", d -> state(d).equals("Synchronized"));
    assertThat(scene.tokenCalls()).isEqualTo(2);
  }

  @Test
  void copiesTheAuthoritiesOnceTheirNamespaceIsThere() throws Exception {
    var late = scene.namespace() + "-late";
    scene.synchronize("APP_CA_CERTIFICATES_SECRET=" + late + "/authorities");

    scene.kubectl().run("create", "namespace", late);

    var there = scene.kubectl().in(late);
    scene.await(
        "the copy is made",
        () -> there.run("get", "secrets", "-o", "name").contains("secret/authorities"));
    assertThat(scene.tokenCalls()).isEqualTo(2);
  }

  @Test
  void keepsTheTokenUntilItMayStoreTheCredential() throws Exception {
    scene.configure();
    try (var account = account()) {
      account.takeAway("secrets");
      scene.start();
      scene.await(
          "it tells what it may not",
          d -> connectionError(d).contains(ALLOW + "create secrets in namespace"));
      assertThat(connectionError(scene.document().orElseThrow()))
          .contains("the token was not used");
      assertThat(scene.tokenCalls()).isZero();

      account.giveBack("secrets");
      scene.agent().awaitState("Synchronized").end();
      assertThat(scene.tokenCalls()).isEqualTo(2);
    }
  }

  @Test
  void goesOnWhenItMayChangeApplicationsAgain() throws Exception {
    scene.putApplications(1);
    try (var account = account()) {
      scene.synchronize();
      var before = versions();

      account.takeAway("applications");
      scene.putApplications(2);
      scene.await(
          "it tells what it may not",
          d -> synchronizationError(d).contains(ALLOW) && state(d).equals("Connected"));

      account.giveBack("applications");
      scene.await("it synchronizes", () -> scene.read("application", "mp-app-1").isPresent());
      scene.await("it tells so", d -> state(d).equals("Synchronized"));
      assertThat(versions()).isEqualTo(before);
      assertThat(synchronizationError(scene.document().orElseThrow())).isEmpty();
      scene.agent().end();
    }
  }

  @Test
  void goesOnWhenAllItsRightsAreGivenBack() throws Exception {
    scene.putApplications(1);
    try (var account = account()) {
      scene.synchronize();
      var before = versions();

      account.takeAllAway();
      scene.agent().awaitEvents(1, "LeadershipLost");
      scene.putApplications(2);
      account.giveAllBack();

      scene.await("it synchronizes", () -> scene.read("application", "mp-app-1").isPresent());
      assertThat(versions()).isEqualTo(before);
      assertThat(scene.tokenCalls()).isEqualTo(2);
      scene.agent().awaitState("Synchronized").end();
    }
  }

  private Account account() throws Exception {
    return new Account(scene)
        .may("read", "get,list,watch", "secrets,configmaps")
        .may("secrets", "*", "secrets")
        .may("home", "*", CONNECTIONS + ",leases.coordination.k8s.io,events.events.k8s.io")
        .may("applications", "*", APPLICATIONS)
        .use();
  }

  private static String state(JsonNode document) {
    return ClusterScene.state(document);
  }

  private static String connectionError(JsonNode document) {
    return document.at("/status/connectionStatus/error").asText();
  }

  private static String synchronizationError(JsonNode document) {
    return document.at("/status/synchronizationStatus/error").asText();
  }

  /** Of the first Application and its Secrets. */
  private String versions() {
    return scene
        .kubectl()
        .run(
            "get",
            "applications,secrets",
            "-o",
            "jsonpath={range .items[*]}{.metadata.name} {.metadata.resourceVersion}\n{end}")
        .lines()
        .filter(line -> line.startsWith("mp-app-0"))
        .collect(Collectors.joining("\n"));
  }
}
