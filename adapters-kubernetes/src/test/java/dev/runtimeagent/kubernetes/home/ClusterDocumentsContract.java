package dev.runtimeagent.kubernetes.home;

import static dev.runtimeagent.application.port.StoredSamples.DOCUMENT;
import static dev.runtimeagent.application.port.StoredSamples.NEVER_CONNECTED;
import static dev.runtimeagent.kubernetes.home.CompassConnections.NAME;
import static dev.runtimeagent.kubernetes.home.CompassConnections.damageWhole;
import static dev.runtimeagent.kubernetes.home.CompassConnections.show;
import static dev.runtimeagent.kubernetes.home.CompassConnections.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.ConnectionDocumentsContract;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds of connection documents in a cluster whatever definition is installed. */
interface ClusterDocumentsContract extends ConnectionDocumentsContract {
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

  @Override
  default void damage() {
    damageWhole();
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
    CompassConnections.create(NAME);
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
      CompassConnections.create("compass-connection-backup");
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
