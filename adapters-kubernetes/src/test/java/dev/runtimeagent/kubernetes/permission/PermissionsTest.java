package dev.runtimeagent.kubernetes.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ClusterTest
final class PermissionsTest {
  private final Cluster cluster = Cluster.running();
  private final RecordedEvents events = new RecordedEvents();
  private final String namespace = cluster.namespace();
  private final String user = "agent-" + UUID.randomUUID();

  @Test
  void tellsNothingWhereNothingIsMissing() {
    assertThat(looks(cluster.api(), places(namespace), () -> {}))
        .containsExactly(Duration.ofSeconds(3));
    assertThat(events.all()).isEmpty();
  }

  @Test
  void namesVerbAndResourceAndNamespaceOfWhatIsMissing() {
    cluster.rights(user, namespace, "get,create,update,delete", "secrets");

    looks(cluster.apiAs(user), places(namespace), () -> {});

    assertThat(events.reasons()).containsExactly("PermissionsMissing");
    assertThat(events.all().getFirst().severity()).isEqualTo(Severity.WARNING);
    assertThat(missing())
        .contains("; may not list, watch secrets in namespace " + namespace + "; ")
        .contains("may not get, list, watch configmaps settings in namespace " + namespace)
        .contains("may not get, update leases.coordination.k8s.io runtime-agent in namespace ")
        .contains("may not list nodes; may not list nodes.metrics.k8s.io")
        .contains("no right at all in namespace default: does it exist?")
        .contains("may not list, watch secrets cluster-client-certificates in namespace ")
        .doesNotContain("no right at all in namespace " + namespace)
        .doesNotContain("may not get, list, watch secrets");
  }

  @Test
  void tellsAgainOnlyWhenItChanges() {
    var waits =
        looks(
            cluster.apiAs(user),
            places(namespace),
            () -> {},
            () -> cluster.rights(user, namespace, "get", "secrets"),
            () -> {});

    assertThat(events.reasons()).containsExactly("PermissionsMissing", "PermissionsMissing");
    assertThat(waits)
        .containsExactly(
            Duration.ofSeconds(3),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10));
  }

  @Test
  void namesMissingNamespacesAndTellsWhenTheyAreThere() {
    var missing = "missing-" + UUID.randomUUID();

    var waits =
        looks(
            cluster.api(),
            places(missing),
            () -> {},
            () -> cluster.kubectl().run("create", "namespace", missing));

    assertThat(events.reasons()).containsExactly("NamespacesMissing", "NamespacesPresent");
    assertThat(missing()).isEqualTo(missing);
    assertThat(waits).containsExactly(Duration.ofSeconds(3), Duration.ofMinutes(10));
  }

  /** Runs it to its end, or until each of {@code before} happened before a look. */
  private List<Duration> looks(KubernetesApi api, AgentRights.Places places, Runnable... before) {
    var waits = new ArrayList<Duration>();
    Queue<Runnable> left = new ArrayDeque<>(List.of(before));
    new Permissions(api, places, EnumSet.allOf(Facet.class), events)
        .run(time -> {
          waits.add(time);
          var next = left.poll();
          if (next == null) {
            throw new InterruptedException();
          }
          next.run();
        });
    // The flag is the test's own doing.
    Thread.interrupted();
    return waits;
  }

  private String missing() {
    return events.all().getFirst().details().getOrDefault("missing", "");
  }

  private static AgentRights.Places places(String namespace) {
    return new AgentRights.Places(
        Optional.empty(),
        Optional.of(new NamespacedName(namespace, "settings")),
        new NamespacedName(namespace, "cluster-client-certificates"),
        new NamespacedName(namespace, "ca-certificates"),
        namespace);
  }
}
