package dev.runtimeagent.filesystem.document;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets one writer at a time compare and replace, among all processes on a store: the agent and a
 * command beside it would else undo each other's change.
 */
public final class WriteLock {
  /** Locks of the system belong to a process; inside one, this does it. */
  private static final Object WITHIN_PROCESS = new Object();

  private final Path file;

  public WriteLock(Path file) {
    this.file = file;
  }

  /** Work that may fail as files do. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does {@code work} while nobody else who asks this lock does theirs. An interrupted thread does
   * it too, again from the start if need be, and stays interrupted.
   */
  public <T> T hold(Work<T> work) throws IOException {
    var interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return holdOnce(work);
        } catch (ClosedByInterruptException | FileLockInterruptionException _) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T holdOnce(Work<T> work) throws IOException {
    synchronized (WITHIN_PROCESS) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var opened = new RandomAccessFile(file.toFile(), "rw");
          var _ = opened.getChannel().lock()) {
        return work.run();
      }
    }
  }
}
