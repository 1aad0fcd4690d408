package dev.runtimeagent.filesystem.document;

import dev.runtimeagent.application.port.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a file is at rest and not what it was: looks at it all the time, follows links, and
 * needs neither the file nor its folder to exist. The system's own notifications are not used: they
 * miss what links lead to, folders made later and network file systems, so that this would have to
 * be there beside them; a look costs some microseconds.
 */
public final class FileWatch implements Watch {
  private static final Logger log = LoggerFactory.getLogger(FileWatch.class);

  private static final long LOOK_MILLIS = 150;

  /** How many looks in a row must see the same: at rest for 300 ms. */
  private static final int LOOKS_AT_REST = 2;

  private final Path path;
  private final Runnable changed;
  private final ScheduledExecutorService thread;
  private FileState told;
  private FileState seen;
  private int looks;

  /** How a file looks from outside; changes whenever its content does. */
  record FileState(String mark) {
    static FileState of(Path path) {
      try {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileState(
            attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime());
      } catch (NoSuchFileException _) {
        return new FileState("absent");
      } catch (IOException e) {
        return new FileState(e.getClass().getName());
      }
    }
  }

  private FileWatch(Path path, Runnable changed) {
    this.path = path;
    this.changed = changed;
    this.told = FileState.of(path);
    this.seen = told;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("watch-" + path.getFileName()).factory());
  }

  /** Starts to look; what happens after the return is told. */
  public static FileWatch of(Path path, Runnable changed) {
    var watch = new FileWatch(path, changed);
    var _ =
        watch.thread.scheduleWithFixedDelay(
            watch::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void look() {
    var now = FileState.of(path);
    looks = now.equals(seen) ? looks + 1 : 0;
    seen = now;
    if (looks >= LOOKS_AT_REST && !seen.equals(told)) {
      told = seen;
      tell();
    }
  }

  /** An exception would end all further looking without a word. */
  private void tell() {
    try {
      changed.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("file", path).log("Change of a file was not taken");
    }
  }
}
