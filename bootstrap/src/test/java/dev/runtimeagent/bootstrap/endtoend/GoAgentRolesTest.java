package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With the rights of the Go agent alone: slower, and with one warning. */
@ClusterTest
class GoAgentRolesTest {
  private static final Path ROLES = Path.of("src", "test", "resources", "go-agent-roles.yaml");

  @RegisterExtension final DefaultPlacesScene scene = DefaultPlacesScene.usual();

  @BeforeEach
  void giveRights() throws Exception {
    Cluster.running().kubectl().run("apply", "-f", ROLES.toString());
    scene.agentsAre("compass-runtime-agent");
  }

  @AfterEach
  void takeRights() {
    Cluster.running().kubectl().run("delete", "-f", ROLES.toString());
  }

  @Test
  void areEnoughForASynchronizationWithOneWarning() throws Exception {
    scene.putApplications(3);
    scene.configure();
    scene.start().awaitState("Synchronized").awaitEvents(1, "PermissionsMissing");
    scene.compass().landscape().put(CompassScene.application("app-3"));
    scene.await("it is there", () -> scene.read("application", "mp-app-3").isPresent());

    assertThat(scene.agent().events().lines())
        .filteredOn(line -> line.startsWith("WARNING"))
        .singleElement()
        .asString()
        .contains("PermissionsMissing")
        .contains("may not list, watch secrets in namespace kyma-system")
        .contains("leases.coordination.k8s.io");
    assertThat(scene.agent().state()).isEqualTo("Synchronized");
  }
}
