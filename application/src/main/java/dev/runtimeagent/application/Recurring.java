package dev.runtimeagent.application;

import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Workers;

/**
 * Does one thing on a worker, never twice at once: whoever asks while it is being done gets it done
 * once more afterwards.
 */
public final class Recurring {
  private final Workers workers;
  private final EventRecorder recorder;
  private final String doing;
  private final Runnable work;
  private boolean asked;
  private boolean busy;

  /**
   * A thing to do.
   *
   * @param doing what it is, in words, should it fail
   */
  public Recurring(Workers workers, EventRecorder recorder, String doing, Runnable work) {
    this.workers = workers;
    this.recorder = recorder;
    this.doing = doing;
    this.work = work;
  }

  /** Has it done, soon. */
  public void ask() {
    synchronized (this) {
      asked = true;
      if (busy) {
        return;
      }
      busy = true;
    }
    workers.start(this::run);
  }

  /** Returns when nothing is asked for that is not done. */
  public synchronized void awaitIdle() throws InterruptedException {
    while (busy) {
      wait();
    }
  }

  private void run() {
    while (next()) {
      try {
        work.run();
      } catch (Throwable defect) {
        tell(defect);
      }
    }
  }

  private void tell(Throwable defect) {
    try {
      recorder.bug(doing, defect);
    } catch (Throwable _) {
      // Where memory is short, telling may fail like the work; whoever asks next is heard still.
    }
  }

  private synchronized boolean next() {
    busy = asked;
    asked = false;
    notifyAll();
    return busy;
  }
}
