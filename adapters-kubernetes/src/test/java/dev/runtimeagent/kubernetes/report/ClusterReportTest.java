package dev.runtimeagent.kubernetes.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.kubernetes.cluster.ApiProxy;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ClusterTest
final class ClusterReportTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private final Cluster cluster = Cluster.running();

  @AfterEach
  void tidy() {
    var kubectl = cluster.kubectl();
    kubectl.run("delete", "node", "report-a", "report-b", "--ignore-not-found");
    kubectl.run("delete", "pv", "report-volume", "--ignore-not-found", "--wait=false");
    // Nobody is there who would remove the finalizer.
    if (!kubectl.run("get", "pv", "report-volume", "--ignore-not-found").isBlank()) {
      kubectl.run("patch", "pv", "report-volume", "-p", "{\"metadata\":{\"finalizers\":null}}");
    }
  }

  @Test
  void tellsWhatIsThere() {
    create(
        """
        apiVersion: v1
        kind: Node
        metadata:
          name: report-a
          labels:
            node.kubernetes.io/instance-type: m5.large
            beta.kubernetes.io/instance-type: former
        status:
          capacity: {cpu: "4", memory: 16Gi, ephemeral-storage: 50Gi, pods: "110", hugepages-1Gi: "0"}
        ---
        apiVersion: v1
        kind: Node
        metadata:
          name: report-b
          labels: {beta.kubernetes.io/instance-type: former}
        ---
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: report-volume}
        spec:
          capacity: {storage: 5Gi}
          accessModes: [ReadWriteOnce]
          hostPath: {path: /nowhere}
          claimRef: {name: claim, namespace: here}
        """);

    var info = new ClusterReport(cluster.api()).clusterInfo();

    assertThat(info.get("resources"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains(
            Map.of(
                "nodeName",
                "report-a",
                "instanceType",
                "m5.large",
                "capacity",
                Map.of("cpu", "4", "memory", "16Gi", "ephemeralStorage", "50Gi", "pods", "110")),
            Map.of("nodeName", "report-b", "instanceType", "former", "capacity", Map.of()));
    assertThat(info.get("persistentVolumes"))
        .isEqualTo(
            List.of(
                Map.of(
                    "name",
                    "report-volume",
                    "capacity",
                    "5Gi",
                    "claim",
                    Map.of("name", "claim", "namespace", "here"))));
  }

  @Test
  void leavesOutWhatItCannotListAndTellsWhy() {
    var info = new ClusterReport(cluster.api()).clusterInfo();

    assertThat(info).containsEntry("persistentVolumes", List.of()).doesNotContainKey("usage");
    assertThat(info.get("problems"))
        .isEqualTo(
            List.of(
                "cannot list nodes: the cluster does not serve metrics.k8s.io;"
                    + " install its metrics server"));
  }

  @Test
  void leavesOutEverythingWithoutAnyRight() {
    var info = new ClusterReport(cluster.apiAs("nobody")).clusterInfo();

    assertThat(info).containsOnlyKeys("problems");
    assertThat(info.get("problems")).asString().contains("cannot list persistentvolumes");
  }

  @Test
  void tellsWhatNodesUse() {
    assertThat(
            ClusterInfo.usage(
                Map.of(
                    "metadata",
                    Map.of("name", "a"),
                    "timestamp",
                    "2026-03-01T12:00:00Z",
                    "window",
                    "20s",
                    "usage",
                    Map.of("cpu", "250m", "memory", "1Gi"))))
        .isEqualTo(
            Map.of(
                "nodeName",
                "a",
                "startCollectingTimestamp",
                "2026-03-01T12:00:00Z",
                "usage",
                Map.of("cpu", "250m", "memory", "1Gi")));
  }

  @Test
  void reportsAfterEachIntervalInWhichItLeads() {
    try (var proxy = ApiProxy.of(cluster)) {
      var waits = new ArrayList<Duration>();

      new ClusterReport(proxy.api())
          .run(
              HALF_AN_HOUR,
              () -> waits.size() != 2,
              time -> {
                waits.add(time);
                if (waits.size() == 4) {
                  throw new InterruptedException();
                }
              });

      // The flag is the test's own doing.
      assertThat(Thread.interrupted()).isTrue();
      assertThat(waits).containsOnly(HALF_AN_HOUR);
      assertThat(proxy.requests()).filteredOn(line -> line.contains("volumes")).hasSize(2);
    }
  }

  private void create(String manifests) {
    cluster.kubectl().runWithInput(manifests, "create", "-f", "-");
  }
}
