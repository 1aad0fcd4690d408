package dev.runtimeagent.kubernetes.home;

import static dev.runtimeagent.application.port.StoredSamples.CREDENTIALS;
import static dev.runtimeagent.application.port.StoredSamples.DOCUMENT;
import static dev.runtimeagent.application.port.StoredSamples.ENTRY;
import static dev.runtimeagent.application.port.StoredSamples.ONLY_CURRENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing is lost or concluded while an API server fails, and nothing has to be restarted after.
 */
@ClusterTest
class FaultyApiServerTest {
  private static final String CONFIGURATION = "compass-agent-configuration";
  private static final String CONNECTIONS =
      "/apis/compass.kyma-project.io/v1alpha1/compassconnections";
  private static final MockResponse CUT =
      new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();

  private final Cluster cluster = Cluster.running();
  private final ApiProxy proxy = ApiProxy.of(cluster);
  private final String namespace = cluster.namespace();
  private final String secrets = "/api/v1/namespaces/" + namespace + "/secrets";
  private final String configMaps = "/api/v1/namespaces/" + namespace + "/configmaps";
  private final KubernetesCredentialStore credentials =
      new KubernetesCredentialStore(
          proxy.api(),
          Cluster.pause(),
          new FakeCertificates(),
          new NamespacedName(namespace, "client"),
          new NamespacedName(namespace, "authorities"));
  private final KubernetesEnrolmentJournal journal =
      new KubernetesEnrolmentJournal(proxy.api(), namespace);
  private final KubernetesConnectionDocuments documents =
      new KubernetesConnectionDocuments(proxy.api(), Cluster.pause());

  @AfterEach
  void close() {
    proxy.close();
    cluster.kubectl().run("delete", "compassconnections", "--all");
  }

  @Test
  void tellsOfAConflictAndOvercomesItWhereItMay() {
    var version = version(credentials.save(CREDENTIALS, Writing.ABSENT));
    credentials.saveAuthorities("first");

    proxy.fail("PUT " + secrets + "/client", 409);
    assertThat(credentials.save(ONLY_CURRENT, version)).isEqualTo(new Writing.Conflict());
    assertThat(credentials.load()).isEqualTo(new Stored.Found<>(CREDENTIALS, version));

    proxy.fail("PUT " + secrets + "/authorities", 409);
    assertThat(credentials.saveAuthorities("second")).isInstanceOf(Writing.Written.class);
    assertThat(credentials.loadAuthorities()).extracting("content").isEqualTo("second");
  }

  @Test
  void waitsAsLongAsABusyApiServerAsks() {
    var busy = new MockResponse.Builder().code(429).setHeader("Retry-After", "1").build();
    proxy.fail("GET " + secrets, busy);
    proxy.fail("POST " + secrets, busy);

    assertThat(credentials.save(CREDENTIALS, Writing.ABSENT)).isInstanceOf(Writing.Written.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503, 504})
  void storesNothingWhileARequestFailsAndAllOnceItWorks(int code) {
    // Later than is waited for within one request.
    proxy.fail(
        "POST " + secrets,
        new MockResponse.Builder().code(code).setHeader("Retry-After", "3600").build());

    assertThat(journal.save(ENTRY, Writing.ABSENT))
        .isInstanceOfSatisfying(
            Writing.Failed.class,
            failed ->
                assertThat(failed.problem())
                    .startsWith("cannot create secrets " + namespace + "/compass-agent-journal: ")
                    .contains(String.valueOf(code)));
    assertThat(journal.load()).isEqualTo(new Stored.Missing<>());

    var version = version(journal.save(ENTRY, Writing.ABSENT));
    assertThat(journal.load()).isEqualTo(new Stored.Found<>(ENTRY, version));
  }

  @Test
  void concludesNothingFromWhatCannotBeRead() {
    credentials.save(CREDENTIALS, Writing.ABSENT);
    proxy.fail("GET " + secrets + "/client", 500);
    proxy.fail("GET " + secrets + "/client", 500);

    assertThat(credentials.load())
        .isEqualTo(
            new Stored.Unreadable<>(
                "cannot get secrets " + namespace + "/client: the API server answered 500"));
    assertThat(credentials.save(ONLY_CURRENT, Writing.ABSENT)).isInstanceOf(Writing.Failed.class);
    assertThat(credentials.load()).extracting("content").isEqualTo(CREDENTIALS);
  }

  @Test
  void knowsAWriteThatHappenedThoughTheConnectionBroke() {
    proxy.cutAfter("POST " + secrets);
    var created = version(journal.save(ENTRY, Writing.ABSENT));
    var entry = new JournalEntry(Optional.empty(), ENTRY.refused());

    proxy.cutAfter("PUT " + secrets);
    var updated = version(journal.save(entry, created));

    assertThat(journal.load()).isEqualTo(new Stored.Found<>(entry, updated));
  }

  @Test
  void doesNotClaimAWriteThatAConnectionBrokeBefore() {
    proxy.fail("POST " + secrets, CUT);

    // HTTP may have sent it again.
    var expected =
        journal.save(ENTRY, Writing.ABSENT) instanceof Writing.Written(var version)
            ? new Stored.Found<>(ENTRY, version)
            : new Stored.Missing<>();

    assertThat(journal.load()).isEqualTo(expected);
  }

  @Test
  void triesTheDocumentAgainAfterAnyFault() {
    proxy.fail("POST " + CONNECTIONS, 500);
    assertThat(documents.write(DOCUMENT, Writing.ABSENT))
        .isEqualTo(
            new Writing.Failed(
                "cannot create compassconnections compass-connection: the API server answered 500"));
    proxy.cutAfter("POST " + CONNECTIONS);
    assertThat(documents.write(DOCUMENT, Writing.ABSENT)).isNotInstanceOf(Writing.Written.class);

    assertThat(documents.read()).extracting("content").isEqualTo(DOCUMENT);
  }

  @Test
  void doesNotTakeTheConfigMapWhileTheSecretCannotBeRead() {
    configure();
    var source = source();
    proxy.fail("GET " + secrets, 503);

    assertThat(source.read())
        .isEqualTo(
            new ConfigurationReading.Unreadable(
                "Secret " + namespace + "/" + CONFIGURATION, "the API server answered 503"));
    assertThat(source.read()).isInstanceOf(ConfigurationReading.Usable.class);
  }

  @Test
  void watchesOnAfterAWatchFailed() throws InterruptedException {
    var gone = new MockResponse.Builder().code(410).build();
    proxy.fail("GET " + configMaps + "?", CUT);
    proxy.fail("GET " + configMaps + "?", gone);
    var told = new CountDownLatch(1);
    var source = source();

    try (var _ =
        source.watch(() -> {
          if (source.read() instanceof ConfigurationReading.Usable) {
            told.countDown();
          }
        })) {
      configure();

      assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private KubernetesConfigurationSource source() {
    var name = Optional.of(new NamespacedName(namespace, CONFIGURATION));
    return new KubernetesConfigurationSource(proxy.api(), Cluster.pause(), name, name);
  }

  private void configure() {
    cluster
        .kubectl()
        .in(namespace)
        .run(
            "create",
            "configmap",
            CONFIGURATION,
            "--from-literal=CONNECTOR_URL=https://connector.example/graphql",
            "--from-literal=TOKEN=token-1",
            "--from-literal=RUNTIME_ID=runtime-1",
            "--from-literal=TENANT=tenant-1");
  }

  private static String version(Writing writing) {
    assertThat(writing).isInstanceOf(Writing.Written.class);
    return ((Writing.Written) writing).version();
  }
}
