package dev.runtimeagent.bootstrap.process;

import dev.runtimeagent.application.port.EventRecorder;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes whoever waits for the agent to come somewhere: whatever happens is told as an event. */
public final class Milestones implements EventRecorder {
  private final EventRecorder next;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition happened = lock.newCondition();

  public Milestones(EventRecorder next) {
    this.next = next;
  }

  @Override
  public void record(AgentEvent event) {
    next.record(event);
    look();
  }

  @Override
  public void bug(String doing, Throwable defect) {
    next.bug(doing, defect);
    look();
  }

  /** Waits for {@code reached}, which is asked after each event; false if the time is over. */
  public boolean await(BooleanSupplier reached, Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (!reached.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = happened.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Has whoever waits ask again, for something that no event tells of. */
  public void look() {
    lock.lock();
    try {
      happened.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
