package dev.runtimeagent.filesystem.document;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes renames in one folder durable. Who comes while a sync is under way shares the next one with
 * all others that came meanwhile: many writers cost few syncs, and nobody returns before a sync
 * that began after their own rename.
 */
final class FolderSync {
  private final Path folder;
  private long requested;
  private long done;
  private boolean underWay;

  FolderSync(Path folder) {
    this.folder = folder;
  }

  void sync() throws IOException {
    var interrupted = false;
    try {
      long mine;
      synchronized (this) {
        mine = ++requested;
      }
      while (true) {
        long target;
        synchronized (this) {
          while (underWay && done < mine) {
            try {
              wait();
            } catch (InterruptedException _) {
              interrupted = true;
            }
          }
          if (done >= mine) {
            return;
          }
          underWay = true;
          target = requested;
        }
        lead(target);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void lead(long target) throws IOException {
    var succeeded = false;
    try {
      force();
      succeeded = true;
    } finally {
      synchronized (this) {
        underWay = false;
        if (succeeded) {
          done = Math.max(done, target);
        }
        notifyAll();
      }
    }
  }

  /** A channel gives up when its thread is interrupted; what was renamed must be synced anyway. */
  private void force() throws IOException {
    var interrupted = Thread.interrupted();
    try {
      while (true) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException _) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
