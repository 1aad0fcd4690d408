package dev.runtimeagent.bootstrap.endtoend;

import dev.runtimeagent.application.port.EventRecorder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything the agent told, as its log would have it. */
final class RecordedEvents implements EventRecorder {
  private final List<AgentEvent> events = new CopyOnWriteArrayList<>();
  private final List<Throwable> defects = new CopyOnWriteArrayList<>();

  @Override
  public void record(AgentEvent event) {
    events.add(event);
  }

  @Override
  public void bug(String doing, Throwable defect) {
    defects.add(defect);
  }

  List<Throwable> defects() {
    return defects;
  }

  List<String> reasons() {
    return events.stream().map(AgentEvent::reason).toList();
  }

  /** The lines, details included. */
  List<String> lines() {
    return events.stream()
        .map(e -> e.severity() + " " + e.reason() + " " + e.message() + " " + e.details())
        .toList();
  }
}
