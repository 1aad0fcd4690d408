package dev.runtimeagent.kubernetes.home;

import static dev.runtimeagent.application.port.StoredSamples.DOCUMENT;
import static dev.runtimeagent.application.port.StoredSamples.NEVER_CONNECTED;
import static dev.runtimeagent.kubernetes.home.CompassConnections.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connection documents while another definition of them is installed. */
@ClusterTest
class ReplacedDefinitionTest {
  private final Cluster cluster = Cluster.running();

  @AfterEach
  void putBack() {
    Definition.OURS.install(cluster);
    CompassConnections.removeAll();
  }

  private KubernetesConnectionDocuments documents() {
    return new KubernetesConnectionDocuments(cluster.api(), Cluster.pause());
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
