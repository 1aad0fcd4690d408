package dev.runtimeagent.application.enrolment;

import dev.runtimeagent.application.port.SendGate;

/** One run of an enrolment, which can be given up until its first request is sent. */
final class Attempt implements SendGate {
  private enum Progress {
    NOTHING_SENT,
    SENT,
    ABANDONED
  }

  private final Thread runner;
  private Progress progress = Progress.NOTHING_SENT;
  private boolean ended;

  Attempt(Thread runner) {
    this.runner = runner;
  }

  @Override
  public synchronized boolean open() {
    if (progress == Progress.NOTHING_SENT) {
      progress = Progress.SENT;
    }
    return progress == Progress.SENT;
  }

  /** Ends the attempt unless a request was sent; answers whether nothing will be sent. */
  synchronized boolean abandon() {
    if (progress == Progress.NOTHING_SENT) {
      progress = Progress.ABANDONED;
      if (!ended) {
        runner.interrupt();
      }
    }
    return progress == Progress.ABANDONED;
  }

  synchronized boolean abandoned() {
    return progress == Progress.ABANDONED;
  }

  /** After this the thread is not interrupted any more, nor has it been by this attempt. */
  synchronized void end() {
    ended = true;
    if (progress == Progress.ABANDONED) {
      Thread.interrupted();
    }
  }
}
