package dev.runtimeagent.bootstrap.wiring;

import dev.runtimeagent.application.port.EventRecorder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Tells everything to this process, and then to the home if that wants to hear it. The home is told
 * on a thread of its own, so that nothing that it does about it keeps this process from its work;
 * what it is too slow for is told in the log alone.
 */
final class Announcements implements EventRecorder, AutoCloseable {
  private static final int WAITING_AT_MOST = 1000;
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final EventRecorder first;

  /** Something absent is the last. */
  private final BlockingQueue<Optional<Consumer<EventRecorder>>> waiting =
      new LinkedBlockingQueue<>(WAITING_AT_MOST);

  private volatile Optional<Thread> teller = Optional.empty();

  Announcements(EventRecorder first) {
    this.first = first;
  }

  /** From now on {@code events} hears of everything, too. */
  void reach(EventRecorder events) {
    teller =
        Optional.of(
            Thread.ofPlatform().daemon().name("announcements").start(() -> tellAll(events)));
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

  /** Ends, soon; what waits is told if that takes no time. */
  @Override
  public void close() {
    var thread = teller;
    teller = Optional.empty();
    try {
      if (thread.isPresent()
          && !(waiting.offer(Optional.empty()) && thread.get().join(LAST_WORDS))) {
        thread.get().interrupt();
      }
    } catch (InterruptedException _) {
      thread.ifPresent(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }

  private void tellHome(Consumer<EventRecorder> what) {
    if (teller.isPresent()) {
      var _ = waiting.offer(Optional.of(what));
    }
  }

  private void tellAll(EventRecorder events) {
    try {
      for (var next = waiting.take(); next.isPresent(); next = waiting.take()) {
        tell(next.get(), events);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Consumer<EventRecorder> what, EventRecorder events) {
    try {
      what.accept(events);
    } catch (Throwable defect) {
      first.bug("having the home tell of an event", defect);
    }
  }
}
