package dev.runtimeagent.bootstrap.wiring;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.bootstrap.process.SoleRun;
import dev.runtimeagent.filesystem.StoreLayout;
import dev.runtimeagent.filesystem.StoreLock;
import dev.runtimeagent.filesystem.document.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One agent runs on a folder: whoever holds its lock. */
final class SoleStoreRun implements SoleRun {
  private final StoreLayout layout;
  private final DurableFiles files;
  private final Clock clock;

  SoleStoreRun(StoreLayout layout, DurableFiles files, Clock clock) {
    this.layout = layout;
    this.files = files;
    this.clock = clock;
  }

  @Override
  public Attempt begin() {
    return switch (StoreLock.acquire(layout, files, clock.now())) {
      case StoreLock.Attempt.Acquired(var lock) -> new Attempt.Granted(() -> free(lock));
      case StoreLock.Attempt.Refused(var problem) -> new Attempt.Refused(problem);
    };
  }

  private static void free(StoreLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
