package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.EventRecorder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what operators were told. */
public final class RecordedEvents implements EventRecorder {
  private final List<AgentEvent> events = new CopyOnWriteArrayList<>();
  private final List<RuntimeException> defects = new CopyOnWriteArrayList<>();

  @Override
  public void record(AgentEvent event) {
    events.add(event);
  }

  @Override
  public void bug(String doing, RuntimeException defect) {
    defects.add(defect);
  }

  public List<RuntimeException> defects() {
    return List.copyOf(defects);
  }

  public List<AgentEvent> all() {
    return List.copyOf(events);
  }

  public List<String> reasons() {
    return events.stream().map(AgentEvent::reason).toList();
  }
}
