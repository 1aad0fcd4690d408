package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Watch;
import java.util.concurrent.Semaphore;

/** Shows the status, and again whenever it changes, until interrupted. */
final class WatchStatus {
  private final ConnectionDocuments documents;
  private final Clock clock;
  private final StatusView view;

  WatchStatus(ConnectionDocuments documents, Clock clock, StatusView view) {
    this.documents = documents;
    this.clock = clock;
    this.view = view;
  }

  /** Returns the exit code of what was shown last. */
  int run(boolean watch) {
    if (!watch) {
      return view.show(documents.read(), clock.now());
    }
    Semaphore changes = new Semaphore(1);
    int exitCode = ExitCode.GOOD;
    try (Watch _ = documents.watch(changes::release)) {
      while (!Thread.currentThread().isInterrupted()) {
        changes.acquire();
        changes.drainPermits();
        exitCode = view.show(documents.read(), clock.now());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return exitCode;
  }
}
