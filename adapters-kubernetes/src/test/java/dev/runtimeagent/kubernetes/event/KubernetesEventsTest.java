package dev.runtimeagent.kubernetes.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.Dial;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ClusterTest
final class KubernetesEventsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Cluster cluster = Cluster.running();
  private final Dial dial = new Dial(Instant.parse("2026-03-01T12:00:00Z"));

  /** Events of all tests lie in one namespace and are told apart by their reason. */
  private final String reason = "Test" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void areShownByKubectl() {
    tell(cluster.api(), List.of(warning("the first")));

    assertThat(cluster.kubectl().in("default").run("get", "events"))
        .containsPattern(
            "Warning +"
                + reason
                + " +compassconnection/compass-connection +it is wrong: the first");
  }

  @Test
  void areShownWithTheDocument() {
    cluster
        .kubectl()
        .runWithInput(
            """
            apiVersion: compass.kyma-project.io/v1alpha1
            kind: CompassConnection
            metadata: {name: compass-connection}
            spec: {managementInfo: {directorUrl: "", connectorUrl: ""}}
            """,
            "apply",
            "-f",
            "-");
    try {
      tell(cluster.api(), List.of(warning("the first")));

      assertThat(cluster.kubectl().run("describe", "compassconnection", "compass-connection"))
          .containsPattern("Warning +" + reason + " .* runtime-agent +it is wrong: the first");
    } finally {
      cluster.kubectl().run("delete", "compassconnection", "compass-connection");
    }
  }

  @Test
  void areCountedWhereTheyAreTheSame() {
    tell(
        cluster.api(),
        List.of(warning("same"), warning("other"), warning("same"), warning("same")));

    assertThat(shown("{.message}={.count}"))
        .containsExactlyInAnyOrder("it is wrong: same=3", "it is wrong: other=1");
  }

  @Test
  void areToldAnewAfterAnHour() {
    try (var events = begin(cluster.api())) {
      events.record(warning("same"));
      events.record(warning("later"));
      Cluster.await("both were told", () -> shown("{.count}").size() == 2);
      dial.turn(HOUR.plusSeconds(1));
      events.record(warning("same"));
    }

    assertThat(shown("{.firstTimestamp}={.message}={.count}"))
        .contains(
            "2026-03-01T12:00:00Z=it is wrong: same=1", "2026-03-01T13:00:01Z=it is wrong: same=1");
  }

  @Test
  void areMadeAnewWhenSomebodyDeletedThem() {
    try (var events = begin(cluster.api())) {
      events.record(warning("same"));
      Cluster.await("an Event was told", () -> shown("{.count}").equals(List.of("1")));
      cluster.kubectl().in("default").run("delete", "events", "--field-selector", selector());
      events.record(warning("same"));
    }

    assertThat(shown("{.count}")).containsExactly("1");
  }

  @Test
  void areNeverTooMany() {
    try (var events = begin(cluster.api())) {
      for (var i = 0; i < 60; i++) {
        events.record(warning("number " + i));
      }
      Cluster.await("a burst was told", () -> shown("{.count}").size() == 10);
      events.record(new AgentEvent(Severity.WARNING, reason + "X", "another", Map.of()));
    }

    assertThat(shown("{.count}")).hasSize(10);
    assertThat(shown(reason + "X", "{.count}")).hasSize(1);
  }

  private void tell(KubernetesApi api, List<AgentEvent> told) {
    try (var events = begin(api)) {
      told.forEach(events::record);
    }
  }

  private KubernetesEvents begin(KubernetesApi api) {
    return KubernetesEvents.begin(api, dial, () -> dial.now().toEpochMilli() * 1_000_000, dial);
  }

  private AgentEvent warning(String detail) {
    return new AgentEvent(Severity.WARNING, reason, "it is wrong", Map.of("what", detail));
  }

  private List<String> shown(String template) {
    return shown(reason, template);
  }

  private List<String> shown(String ofReason, String template) {
    return cluster
        .kubectl()
        .in("default")
        .run(
            "get",
            "events",
            "--field-selector",
            "reason=" + ofReason,
            "-o",
            "jsonpath={range .items[*]}" + template + "{\"\\n\"}{end}")
        .lines()
        .toList();
  }

  private String selector() {
    return "reason=" + reason;
  }
}
