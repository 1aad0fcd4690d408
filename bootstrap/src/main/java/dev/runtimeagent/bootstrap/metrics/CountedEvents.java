package dev.runtimeagent.bootstrap.metrics;

import dev.runtimeagent.application.port.EventRecorder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts events by reason on their way to whoever tells of them. */
public final class CountedEvents implements EventRecorder {
  private final EventRecorder next;
  private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

  public CountedEvents(EventRecorder next) {
    this.next = next;
  }

  @Override
  public void record(AgentEvent event) {
    count(new Kind(event.reason(), event.severity()));
    next.record(event);
  }

  @Override
  public void bug(String doing, Throwable defect) {
    count(new Kind("Defect", Severity.ERROR));
    next.bug(doing, defect);
  }

  private void count(Kind kind) {
    counts.computeIfAbsent(kind, _ -> new LongAdder()).increment();
  }

  Map<Kind, LongAdder> counts() {
    return counts;
  }

  record Kind(String reason, Severity severity) {}
}
