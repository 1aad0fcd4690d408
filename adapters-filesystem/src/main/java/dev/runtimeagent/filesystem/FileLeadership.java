package dev.runtimeagent.filesystem;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.filesystem.document.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Leadership by the store's lock. It is never waited for: whoever starts a second agent on a store
 * by hand wants to know at once. It cannot be lost, and whoever has it is the only one.
 */
public final class FileLeadership implements Leadership {
  private final StoreLayout layout;
  private final DurableFiles files;
  private final Clock clock;

  public FileLeadership(StoreLayout layout, DurableFiles files, Clock clock) {
    this.layout = layout;
    this.files = files;
    this.clock = clock;
  }

  @Override
  public Attempt seek(Consumer<String> waiting) {
    return switch (StoreLock.acquire(layout, files, clock.now())) {
      case StoreLock.Attempt.Acquired(var lock) -> new Attempt.Granted(new LockTerm(lock));
      case StoreLock.Attempt.Refused(var problem) -> new Attempt.Refused(problem);
    };
  }

  private static final class LockTerm implements Term {
    private final StoreLock lock;
    private boolean over;

    LockTerm(StoreLock lock) {
      this.lock = lock;
    }

    @Override
    public Holder holder() {
      return Holder.alone("pid " + ProcessHandle.current().pid());
    }

    @Override
    public void onLost(Runnable lost) {
      // The system takes no lock away from a process that lives.
    }

    @Override
    public synchronized void close() {
      if (over) {
        return;
      }
      over = true;
      try {
        lock.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
