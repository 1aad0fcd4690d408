package dev.runtimeagent.kubernetes.home;

import static dev.runtimeagent.application.port.StoredSamples.DOCUMENT;
import static dev.runtimeagent.application.port.StoredSamples.NEVER_CONNECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.ConnectionDocumentsContract;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@ClusterTest
class KubernetesConnectionDocumentsTest {
  private static final String NAME = "compass-connection";
  private static final String CONNECTIONS =
      "/apis/compass.kyma-project.io/v1alpha1/compassconnections";

  private final Cluster cluster = Cluster.running();

  @AfterEach
  void tidy() {
    cluster.kubectl().run("delete", "compassconnections", "--all");
  }

  /** What holds whatever definition is installed. */
  interface Contract extends ConnectionDocumentsContract {
    AtomicBoolean POWERLESS = new AtomicBoolean();

    @Override
    default ConnectionDocuments open() {
      var api = POWERLESS.get() ? Cluster.running().apiAs("powerless") : Cluster.running().api();
      return new KubernetesConnectionDocuments(api, Cluster.pause());
    }

    @Override
    default void makeUnreachable() {
      POWERLESS.set(true);
    }

    @Override
    @AfterEach
    default void makeReachable() {
      POWERLESS.set(false);
    }

    @Test
    default void writesNothingThatIsAlreadySo() {
      var documents = open();
      var version = version(documents.write(DOCUMENT, Writing.ABSENT));

      assertThat(documents.write(DOCUMENT, version)).isEqualTo(new Writing.Written(version));
      assertThat(open().write(DOCUMENT, version)).isEqualTo(new Writing.Written(version));
    }

    @Test
    default void keepsWhatOthersPutIntoTheDocument() {
      open().write(DOCUMENT, Writing.ABSENT);
      Cluster.running().kubectl().run("label", "compassconnection", NAME, "team=mine");

      open().write(NEVER_CONNECTED, ((Stored.Found<?>) open().read()).version());

      assertThat(show("{.metadata.labels.team}")).isEqualTo("mine");
      assertThat(show("{.spec.resyncNow}")).isEmpty();
    }

    @Test
    default void takesADocumentWithoutStatus() {
      create(NAME);
      var documents = open();

      assertThat(documents.read())
          .isInstanceOfSatisfying(
              Stored.Found.class,
              found ->
                  assertThat(((ConnectionDocument) found.content()).status().connectionState())
                      .isEqualTo(CompatibleState.CONNECTION_FAILED));
      documents.write(NEVER_CONNECTED, ((Stored.Found<?>) documents.read()).version());

      assertThat(show("{.status.connectionState}")).isEqualTo("ConnectionFailed");
    }

    @Test
    default void tellsOfAnothersEditButNotOfItsOwn() throws Exception {
      var documents = open();
      var own = new LinkedBlockingQueue<String>();
      var all = new LinkedBlockingQueue<String>();
      try (var _ = documents.watch(() -> own.add("told"));
          var _ = open().watch(() -> all.add("told"))) {
        // Each looks once at the beginning.
        assertThat(own.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(all.poll(20, TimeUnit.SECONDS)).isNotNull();

        documents.write(DOCUMENT, Writing.ABSENT);
        assertThat(all.poll(20, TimeUnit.SECONDS)).isNotNull();
        create("compass-connection-backup");
        assertThat(own).isEmpty();

        Cluster.running().kubectl().run("label", "compassconnection", NAME, "team=mine");
        assertThat(own.poll(20, TimeUnit.SECONDS)).isNotNull();
      }
    }

    @Test
    default void knowsWhenTheGoAgentWrote() {
      open().write(NEVER_CONNECTED, Writing.ABSENT);
      var before = Instant.now().minusSeconds(5);

      assertThat(otherAgentWrote()).isEmpty();

      Cluster.running()
          .kubectl()
          .run(
              "patch",
              "compassconnection",
              NAME,
              "--type=merge",
              "--field-manager=compass-runtime-agent",
              "--patch",
              "{\"spec\":{\"resyncNow\":true}}");

      assertThat(otherAgentWrote()).hasValueSatisfying(at -> assertThat(at).isAfter(before));
    }

    private Optional<Instant> otherAgentWrote() {
      return ((ConnectionDocument) ((Stored.Found<?>) open().read()).content()).otherAgentWrote();
    }
  }

  @Nested
  class WithOurDefinition implements Contract {
    @BeforeAll
    static void install() {
      Definition.OURS.install(Cluster.running());
    }

    @Override
    public void damage() {
      damageWhole();
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
  class WithTheInstalledDefinition implements Contract {
    @BeforeAll
    static void install() {
      Definition.INSTALLED.install(Cluster.running());
    }

    @AfterAll
    static void putBack() {
      Definition.OURS.install(Cluster.running());
    }

    @Override
    public void damage() {
      damageWhole();
    }

    @Override
    public ConnectionDocument kept(ConnectionDocument written) {
      return written.pruned();
    }
  }

  @Nested
  class WithAStatusSubresource implements Contract {
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
      create(NAME);
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

  @Nested
  class WhenTheDefinitionIsReplaced {
    @AfterEach
    void putBack() {
      Definition.OURS.install(cluster);
    }

    @Test
    void findsOutThatTheStatusIsApartNow() {
      var documents = documents();
      var first = version(documents.write(DOCUMENT, Writing.ABSENT));
      Definition.WITH_SUBRESOURCE.install(cluster);

      var second = version(documents.write(NEVER_CONNECTED, first));

      assertThat(documents.read()).isEqualTo(new Stored.Found<>(NEVER_CONNECTED, second));
      assertThat(documents.write(DOCUMENT, second)).isInstanceOf(Writing.Written.class);
      assertThat(documents.read()).extracting("content").isEqualTo(DOCUMENT);
    }

    @Test
    void findsOutThatTheStatusIsNoLongerApart() {
      Definition.WITH_SUBRESOURCE.install(cluster);
      var documents = documents();
      var first = version(documents.write(DOCUMENT, Writing.ABSENT));
      Definition.OURS.install(cluster);
      var status =
          new ConnectionDocument(DOCUMENT.spec(), NEVER_CONNECTED.status(), DOCUMENT.approval());

      var second = version(documents.write(status, first));

      assertThat(documents.read()).isEqualTo(new Stored.Found<>(status, second));
    }

    @Test
    void waitsForADefinitionThatIsInstalledLater() throws Exception {
      Definition.remove(cluster);
      var documents = documents();
      var problem =
          "cannot get compassconnections compass-connection: the cluster has no such kind; install"
              + " its custom resource definition";

      assertThat(documents.read()).isEqualTo(new Stored.Unreadable<>(problem));
      assertThat(documents.write(NEVER_CONNECTED, Writing.ABSENT))
          .isEqualTo(new Writing.Failed(problem));
      assertThat(documents.write(NEVER_CONNECTED, Writing.DAMAGED))
          .isEqualTo(new Writing.Failed(problem));

      var served = new CountDownLatch(1);
      try (var _ =
          documents.watch(() -> {
            if (documents.read() instanceof Stored.Missing) {
              served.countDown();
            }
          })) {
        Definition.OURS.create(cluster);

        assertThat(served.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(documents.write(NEVER_CONNECTED, Writing.ABSENT))
            .isInstanceOf(Writing.Written.class);
      }
    }
  }

  @Test
  void looksAtNoOtherDocument() {
    create("compass-connection-backup");

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

  private static final String DAMAGED_STATUS =
      "{\"status\":{\"connectionState\":\"Garbage\",\"connectionStatus\":{\"certificateStatus\":{}}}}";

  private static void damageWhole() {
    create(NAME);
    Cluster.running()
        .kubectl()
        .run("patch", "compassconnection", NAME, "--type=merge", "--patch", DAMAGED_STATUS);
  }

  private static void create(String name) {
    Cluster.running()
        .kubectl()
        .runWithInput(
            """
            apiVersion: compass.kyma-project.io/v1alpha1
            kind: CompassConnection
            metadata: {name: %s}
            spec: {managementInfo: {connectorUrl: "", directorUrl: ""}}
            """
                .formatted(name),
            "create",
            "-f",
            "-");
  }

  private static String show(String path) {
    return Cluster.running()
        .kubectl()
        .run("get", "compassconnection", NAME, "-o", "jsonpath=" + path);
  }

  private KubernetesConnectionDocuments documents() {
    return new KubernetesConnectionDocuments(cluster.api(), Cluster.pause());
  }

  private static String version(Writing writing) {
    assertThat(writing).isInstanceOf(Writing.Written.class);
    return ((Writing.Written) writing).version();
  }
}
