package dev.runtimeagent.bootstrap.process;

import dev.runtimeagent.application.port.Alarm;
import dev.runtimeagent.application.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Rings by the wall clock, which it looks at once a minute at least: a machine that slept or whose
 * clock was set is noticed. A clock that was set back delays nothing: what was to be waited for is
 * waited for once.
 */
public final class WallClockAlarm implements Alarm, AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private Optional<Due> due = Optional.empty();

  public WallClockAlarm(Clock clock) {
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("alarm").unstarted(this::ringWhenDue);
    thread.start();
  }

  @Override
  public void set(Instant at, Runnable ring) {
    lock.lock();
    try {
      Duration wait = Duration.between(clock.now(), at);
      due = Optional.of(new Due(at, wait, System.nanoTime(), ring));
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void ringWhenDue() {
    try {
      while (true) {
        next().run();
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private Runnable next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Duration wait = due.map(this::left).orElse(LONGEST_WAIT);
        if (!wait.isPositive()) {
          Runnable ring = due.orElseThrow().ring();
          due = Optional.empty();
          return ring;
        }
        changed.awaitNanos(
            wait.compareTo(LONGEST_WAIT) < 0 ? wait.toNanos() : LONGEST_WAIT.toNanos());
      }
    } finally {
      lock.unlock();
    }
  }

  private Duration left(Due it) {
    Duration byClock = Duration.between(clock.now(), it.at());
    Duration bySpan = it.span().minusNanos(System.nanoTime() - it.setAt());
    return byClock.compareTo(bySpan) < 0 ? byClock : bySpan;
  }

  private record Due(Instant at, Duration span, long setAt, Runnable ring) {}
}
