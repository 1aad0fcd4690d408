package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.port.Workers.Handle;
import dev.runtimeagent.domain.connection.Task;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A task under way on a worker. */
final class Operation {
  private final Task task;
  private Optional<Handle> handle = Optional.empty();
  private boolean abandoned;
  private boolean ended;

  Operation(Task task) {
    this.task = task;
  }

  Task task() {
    return task;
  }

  synchronized void runsOn(Handle worker) {
    handle = Optional.of(worker);
    if (abandoned) {
      worker.interrupt();
    }
  }

  /** Breaks it off; nothing is to be heard of it. */
  synchronized void abandon() {
    abandoned = true;
    if (!ended) {
      handle.ifPresent(Handle::interrupt);
    }
  }

  synchronized boolean isAbandoned() {
    return abandoned;
  }

  /** Whether {@code failure} is but what {@link #abandon} was to bring about. */
  synchronized boolean isBrokenOffBy(Throwable failure) {
    return abandoned && failure instanceof CancellationException;
  }

  /** Notes its end and says whether anybody still wants to hear of it. */
  synchronized boolean end() {
    ended = true;
    notifyAll();
    return !abandoned;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  synchronized void awaitEnd() throws InterruptedException {
    while (!ended) {
      wait();
    }
  }
}
