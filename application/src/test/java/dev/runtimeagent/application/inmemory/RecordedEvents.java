package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.EventRecorder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Keeps what operators were told. */
public final class RecordedEvents implements EventRecorder {
  private final List<AgentEvent> events = new CopyOnWriteArrayList<>();
  private final List<Throwable> defects = new CopyOnWriteArrayList<>();

  @Override
  public synchronized void record(AgentEvent event) {
    events.add(event);
    notifyAll();
  }

  /** Waits, but not for ever, until so many events of that reason were told. */
  public synchronized void await(int times, String reason) throws InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (reasons().stream().filter(reason::equals).count() < times) {
      var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("not " + times + " times " + reason + ": " + reasons());
      }
      wait(left);
    }
  }

  @Override
  public void bug(String doing, Throwable defect) {
    defects.add(defect);
  }

  public List<Throwable> defects() {
    return List.copyOf(defects);
  }

  public List<AgentEvent> all() {
    return List.copyOf(events);
  }

  public List<String> reasons() {
    return events.stream().map(AgentEvent::reason).toList();
  }
}
