package dev.runtimeagent.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.supervision.SuperviseInTerms.Stage;
import dev.runtimeagent.bootstrap.Documents;
import dev.runtimeagent.bootstrap.metrics.AgentMetrics.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AgentMetricsTest {
  private final AtomicReference<Facts> latest =
      new AtomicReference<>(new Facts(false, Optional.of("Connecting"), Optional.empty()));
  private final List<String> told = new ArrayList<>();
  private final CountedEvents events = new CountedEvents(new Telling());
  private final AgentMetrics metrics = new AgentMetrics(latest::get, events);

  @Test
  void followTheConnectionDocument() {
    assertThat(metrics.scrape()).contains("runtime_agent_state{state=\"Connecting\"} 1.0");
    latest.set(facts(Documents.holding()));
    assertThat(metrics.scrape())
        .contains("runtime_agent_state{state=\"Connected\"} 1.0")
        .contains("runtime_agent_state{state=\"Synchronized\"} 0.0")
        .contains("runtime_agent_applications{are=\"managed\"} 7.0")
        .contains("runtime_agent_applications{are=\"held\"} 3.0")
        .contains("runtime_agent_condition{type=\"TrustVerified\"} 0.0")
        .contains("runtime_agent_time_seconds{of=\"certificate_not_after\"} 1.7801424E9")
        .contains("jvm_memory_used_bytes");
    latest.set(facts(Documents.inSync()));
    assertThat(metrics.scrape()).contains("runtime_agent_applications{are=\"held\"} 0.0");
  }

  @Test
  void tellWhoStandsBy() {
    assertThat(metrics.scrape()).contains("runtime_agent_standby 0.0");
    latest.set(Facts.of(new Stage.Standby("pod-2 leads"), Documents.NOON));
    assertThat(metrics.scrape())
        .contains("runtime_agent_standby 1.0")
        .contains("runtime_agent_state{state=\"Connecting\"} 0.0");
  }

  @Test
  void countEventsAndPassThemOn() {
    events.record(new AgentEvent(Severity.WARNING, "SyncFailed", "sync failed", Map.of()));
    events.record(new AgentEvent(Severity.WARNING, "SyncFailed", "sync failed", Map.of()));
    events.bug("planning", new IllegalStateException());
    assertThat(metrics.scrape())
        .contains("runtime_agent_events_total{reason=\"SyncFailed\",severity=\"warning\"} 2.0")
        .contains("runtime_agent_events_total{reason=\"Defect\",severity=\"error\"} 1.0");
    assertThat(told).containsExactly("SyncFailed", "SyncFailed", "planning");
  }

  private static Facts facts(ConnectionDocument document) {
    return new Facts(false, document.status().state(), Optional.of(document));
  }

  private final class Telling implements EventRecorder {
    @Override
    public void record(AgentEvent event) {
      told.add(event.reason());
    }

    @Override
    public void bug(String doing, Throwable defect) {
      told.add(doing);
    }
  }
}
