package dev.runtimeagent.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.form.ConnectionForm;
import dev.runtimeagent.application.form.Parsed;
import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether the chart's custom resource definitions hold all that the agent writes. */
@ClusterTest
class DefinitionsTest {
  private static final Resource CONNECTIONS = Resource.compassConnections();

  private final KubernetesApi api = Cluster.running().api();

  @BeforeAll
  static void prepare() {
    ChartCluster.prepare();
  }

  @BeforeEach
  @AfterEach
  void removeConnection() {
    api.delete(CONNECTIONS, ConnectionForm.NAME, Map.of(), Writes.REALLY);
  }

  @Test
  void keepAllOfAConnection() {
    assertThat(storedAndRead(StoredSamples.DOCUMENT))
        .isEqualTo(new Parsed.Good<>(StoredSamples.DOCUMENT));
  }

  @Test
  void keepAConnectionThatWasNeverMade() {
    assertThat(storedAndRead(StoredSamples.NEVER_CONNECTED))
        .isEqualTo(new Parsed.Good<>(StoredSamples.NEVER_CONNECTED));
  }

  @Test
  void showWhatAnOperatorAsksFirst() {
    storedAndRead(StoredSamples.DOCUMENT);

    var table = ChartCluster.kubectl().run("get", "cc").lines().toList();

    assertThat(table.getFirst().split(" +", -1))
        .contains("NAME", "STATE", "SYNCHRONIZED", "EXPIRES", "AGE");
    assertThat(table.getLast())
        .startsWith("compass-connection ")
        .contains(" Synchronized ", " 2026-05-30T12:00:00Z ");
  }

  private Parsed<ConnectionDocument> storedAndRead(ConnectionDocument document) {
    assertThat(api.create(CONNECTIONS, ConnectionForm.manifest(document, Map.of()), Writes.REALLY))
        .isInstanceOf(ApiReply.Ok.class);
    if (api.get(CONNECTIONS, ConnectionForm.NAME) instanceof ApiReply.Ok(var stored)) {
      return ConnectionForm.read(stored);
    }
    throw new AssertionError("it is not there");
  }
}
