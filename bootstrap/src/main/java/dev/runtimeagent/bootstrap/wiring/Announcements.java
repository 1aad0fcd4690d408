package dev.runtimeagent.bootstrap.wiring;

import dev.runtimeagent.application.port.EventRecorder;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells everything to this process, and then to the home if that wants to hear it. Nothing that the
 * home does about it keeps this process from its work.
 */
final class Announcements implements EventRecorder {
  private final EventRecorder first;
  private volatile Optional<EventRecorder> home = Optional.empty();

  Announcements(EventRecorder first) {
    this.first = first;
  }

  /** From now on {@code events} hears of everything, too. */
  void reach(EventRecorder events) {
    home = Optional.of(events);
  }

  @Override
  public void record(AgentEvent event) {
    first.record(event);
    tellHome(events -> events.record(event));
  }

  @Override
  public void bug(String doing, Throwable defect) {
    first.bug(doing, defect);
    tellHome(events -> events.bug(doing, defect));
  }

  private void tellHome(Consumer<EventRecorder> what) {
    try {
      home.ifPresent(what);
    } catch (RuntimeException | LinkageError defect) {
      first.bug("having the home tell of an event", defect);
    }
  }
}
