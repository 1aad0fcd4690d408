package dev.runtimeagent.filesystem;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.runtimeagent.filesystem.document.DurableFiles;
import dev.runtimeagent.filesystem.document.FileProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that one agent at a time runs on a store. The system's lock on the file counts, so
 * that it is free the moment its holder is gone, however that came; the file's text only names the
 * holder.
 */
final class StoreLock implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StoreLock.class);

  /**
   * Holders within this process. The system's lock belongs to a process and is lost as soon as any
   * of its open files on it is closed, so inside one process the file is not even opened again.
   */
  private static final Map<Path, String> HOLDERS = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel opened;

  private StoreLock(Path file, FileChannel opened) {
    this.file = file;
    this.opened = opened;
  }

  /** Whether the store is ours. */
  sealed interface Attempt {
    record Acquired(StoreLock lock) implements Attempt {}

    /**
     * It is not.
     *
     * @param problem names the store and who holds it, or what went wrong
     */
    record Refused(String problem) implements Attempt {}
  }

  /** Takes the store, and clears away what a former holder left half-written. */
  static Attempt acquire(StoreLayout layout, DurableFiles files, Instant now) {
    var holder =
        "pid " + ProcessHandle.current().pid() + " since " + now.truncatedTo(ChronoUnit.SECONDS);
    Path file;
    try {
      Files.createDirectories(layout.root());
      file = layout.root().toRealPath().resolve(layout.runLock().getFileName());
    } catch (IOException e) {
      return new Attempt.Refused(FileProblem.of("use the store", layout.root(), e));
    }
    var other = HOLDERS.putIfAbsent(file, holder);
    if (other != null) {
      return refused(layout, other);
    }
    try {
      return lock(layout, files, file, holder);
    } catch (IOException e) {
      HOLDERS.remove(file);
      return new Attempt.Refused(FileProblem.of("lock", file, e));
    }
  }

  /** Frees the store. */
  @Override
  public void close() throws IOException {
    try (opened) {
      opened.truncate(0);
    } finally {
      HOLDERS.remove(file);
    }
  }

  private static Attempt lock(StoreLayout layout, DurableFiles files, Path file, String holder)
      throws IOException {
    var opened = FileChannel.open(file, CREATE, READ, WRITE);
    try {
      if (opened.tryLock() == null) {
        opened.close();
        HOLDERS.remove(file);
        return refused(layout, Files.readString(file).strip());
      }
      note(opened, holder);
      sweep(layout, files);
      return new Attempt.Acquired(new StoreLock(file, opened));
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  private static void sweep(StoreLayout layout, DurableFiles files) throws IOException {
    for (var folder : layout.writtenFolders()) {
      try {
        files.sweep(folder);
      } catch (IOException e) {
        throw new IOException(FileProblem.of("clear up", folder, e), e);
      }
    }
  }

  /** Who is turned away reads it; a disk that is full keeps nobody from starting. */
  private static void note(FileChannel opened, String holder) {
    try {
      opened.truncate(0);
      opened.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      log.atWarn().addKeyValue("problem", FileProblem.reason(e)).log("Store lock carries no name");
    }
  }

  private static Attempt refused(StoreLayout layout, String holder) {
    return new Attempt.Refused(
        "the store "
            + layout.root()
            + " is in use by another agent ("
            + (holder.isEmpty() ? "just starting" : holder)
            + "); stop that one, or choose another store by APP_STORE_DIR");
  }
}
