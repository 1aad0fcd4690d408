package dev.runtimeagent.kubernetes.home;

import static dev.runtimeagent.application.port.StoredSamples.DOCUMENT;
import static dev.runtimeagent.application.port.StoredSamples.NEVER_CONNECTED;
import static dev.runtimeagent.kubernetes.home.CompassConnections.DAMAGED_STATUS;
import static dev.runtimeagent.kubernetes.home.CompassConnections.NAME;
import static dev.runtimeagent.kubernetes.home.CompassConnections.damageWhole;
import static dev.runtimeagent.kubernetes.home.CompassConnections.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@ClusterTest
class KubernetesConnectionDocumentsTest {
  private static final String CONNECTIONS =
      "/apis/compass.kyma-project.io/v1alpha1/compassconnections";

  private final Cluster cluster = Cluster.running();

  @AfterEach
  void tidy() {
    CompassConnections.removeAll();
  }

  @Nested
  class WithOurDefinition implements ClusterDocumentsContract {
    @BeforeAll
    static void install() {
      Definition.OURS.install(Cluster.running());
    }

    @Test
    void writesSpecAndStatusByOneRequest() {
      try (var proxy = ApiProxy.of(cluster)) {
        var documents = new KubernetesConnectionDocuments(proxy.api(), Cluster.pause());
        var version = version(documents.write(DOCUMENT, Writing.ABSENT));
        documents.write(NEVER_CONNECTED, version);

        assertThat(proxy.writes()).hasSize(2).noneMatch(line -> line.contains("/status"));
        assertThat(proxy.requests())
            .filteredOn(line -> line.equals("GET /apis/compass.kyma-project.io/v1alpha1"))
            .hasSize(1);
      }
    }
  }

  @Nested
  class WithTheInstalledDefinition implements ClusterDocumentsContract {
    @BeforeAll
    static void install() {
      Definition.INSTALLED.install(Cluster.running());
    }

    @AfterAll
    static void putBack() {
      Definition.OURS.install(Cluster.running());
    }

    @Override
    public ConnectionDocument kept(ConnectionDocument written) {
      return written.pruned();
    }
  }

  @Nested
  class WithAStatusSubresource implements ClusterDocumentsContract {
    @BeforeAll
    static void install() {
      Definition.WITH_SUBRESOURCE.install(Cluster.running());
    }

    @AfterAll
    static void putBack() {
      Definition.OURS.install(Cluster.running());
    }

    @Override
    public void damage() {
      CompassConnections.create(NAME);
      Cluster.running()
          .kubectl()
          .run(
              "patch",
              "compassconnection",
              NAME,
              "--subresource=status",
              "--type=merge",
              "--patch",
              DAMAGED_STATUS);
    }

    @Test
    void writesOnlyThePartThatDiffers() {
      try (var proxy = ApiProxy.of(cluster)) {
        var documents = new KubernetesConnectionDocuments(proxy.api(), Cluster.pause());
        var first = version(documents.write(DOCUMENT, Writing.ABSENT));
        var status =
            new ConnectionDocument(DOCUMENT.spec(), NEVER_CONNECTED.status(), DOCUMENT.approval());
        var second = version(documents.write(status, first));
        documents.write(NEVER_CONNECTED, second);

        assertThat(proxy.writes())
            .extracting(line -> line.replaceAll("\\?.*", ""))
            .containsExactly(
                "POST " + CONNECTIONS,
                "PUT " + CONNECTIONS + "/" + NAME + "/status",
                "PUT " + CONNECTIONS + "/" + NAME + "/status",
                "PUT " + CONNECTIONS + "/" + NAME);
      }
    }
  }

  @Test
  void looksAtNoOtherDocument() {
    CompassConnections.create("compass-connection-backup");

    assertThat(documents().read()).isEqualTo(new Stored.Missing<>());
    documents().delete();
    assertThat(cluster.kubectl().run("get", "compassconnections", "-o", "name"))
        .contains("compass-connection-backup");
  }

  @Test
  void saysWhatIsWrongWithADamagedDocument() {
    damageWhole();

    assertThat(documents().read())
        .isEqualTo(
            new Stored.Unreadable<>(
                "compassconnections compass-connection: status.connectionState is none of the known"
                    + " states; mend it"));
  }

  @Test
  void namesTheRightToWriteAStatus() {
    Definition.WITH_SUBRESOURCE.install(cluster);
    try {
      cluster
          .kubectl()
          .runWithInput(
              """
              apiVersion: rbac.authorization.k8s.io/v1
              kind: ClusterRole
              metadata: {name: without-status}
              rules:
              - apiGroups: [compass.kyma-project.io]
                resources: [compassconnections]
                verbs: [create, get, list, update, delete, watch]
              ---
              apiVersion: rbac.authorization.k8s.io/v1
              kind: ClusterRoleBinding
              metadata: {name: without-status}
              roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: without-status}
              subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: without-status}]
              """,
              "apply",
              "-f",
              "-");
      var documents =
          new KubernetesConnectionDocuments(cluster.apiAs("without-status"), Cluster.pause());
      Cluster.await("the role is bound", () -> documents.read() instanceof Stored.Missing);

      assertThat(documents.write(DOCUMENT, Writing.ABSENT))
          .isEqualTo(
              new Writing.Failed(
                  "cannot update compassconnections/status compass-connection: forbidden; allow the"
                      + " agent's ServiceAccount to update compassconnections/status"));
    } finally {
      cluster.kubectl().run("delete", "clusterrole,clusterrolebinding", "without-status");
      Definition.OURS.install(cluster);
    }
  }

  private KubernetesConnectionDocuments documents() {
    return new KubernetesConnectionDocuments(cluster.api(), Cluster.pause());
  }
}
