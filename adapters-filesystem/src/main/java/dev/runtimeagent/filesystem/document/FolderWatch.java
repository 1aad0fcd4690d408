package dev.runtimeagent.filesystem.document;

import dev.runtimeagent.application.port.Watch;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when files of some folders changed, once for many changes at a time. Thousands of files
 * cannot be looked at all the time, as {@link FileWatch} does with one, so this is the system's
 * notifications; what they miss, on a network file system perhaps, somebody else must find. The
 * folders need not exist.
 */
public final class FolderWatch implements Watch {
  private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

  /** How often is looked whether the folders are still the ones that are watched. */
  private static final long LOOK_MILLIS = 1000;

  /** Changes that follow each other within this are told together, but not after three times it. */
  private static final long REST_MILLIS = 300;

  private static final int RESTS = 3;

  private final WatchService notifications;
  private final List<Path> folders;
  private final Predicate<Path> isNews;
  private final Runnable changed;
  private final Map<Path, Registration> registrations = new HashMap<>();
  private final Set<Path> unwatchable = new HashSet<>();
  private final Thread thread;

  /**
   * A folder that is watched.
   *
   * @param inode by which a folder is told from one that took its place
   */
  private record Registration(WatchKey key, Object inode) {}

  private FolderWatch(
      WatchService notifications, List<Path> folders, Predicate<Path> isNews, Runnable changed) {
    this.notifications = notifications;
    this.folders = List.copyOf(folders);
    this.isNews = isNews;
    this.changed = changed;
    this.thread = Thread.ofVirtual().name("watch-folders").unstarted(this::watch);
  }

  /**
   * Starts to watch; what happens after the return is told.
   *
   * @param isNews whether a file that something happened to is worth telling
   */
  public static Watch of(List<Path> folders, Predicate<Path> isNews, Runnable changed) {
    try {
      var watch =
          new FolderWatch(FileSystems.getDefault().newWatchService(), folders, isNews, changed);
      watch.register();
      watch.thread.start();
      return watch;
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("folders", folders)
          .addKeyValue("problem", FileProblem.reason(e))
          .log("Folders cannot be watched, changes are noticed by looking");
      return () -> {};
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      notifications.close();
    } catch (IOException e) {
      log.atDebug().addKeyValue("problem", FileProblem.reason(e)).log("Watch not closed");
    }
  }

  private void watch() {
    try {
      while (true) {
        var touched = new HashSet<Path>();
        take(Optional.ofNullable(notifications.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS)), touched);
        awaitRest(touched);
        // What is in a folder that was not watched may be new as well.
        var replaced = register();
        if (replaced || touched.stream().anyMatch(isNews)) {
          tell();
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException _) {
      // Closed.
    }
  }

  private void awaitRest(Set<Path> touched) throws InterruptedException {
    var restless = !touched.isEmpty();
    for (int i = 0; i < RESTS && restless; i++) {
      Thread.sleep(REST_MILLIS);
      var next = Optional.ofNullable(notifications.poll());
      restless = next.isPresent();
      for (; next.isPresent(); next = Optional.ofNullable(notifications.poll())) {
        take(next, touched);
      }
    }
  }

  private static void take(Optional<WatchKey> notified, Set<Path> touched) {
    if (notified.isPresent() && notified.get().watchable() instanceof Path folder) {
      for (var event : notified.get().pollEvents()) {
        // More happened than could be told: any file may have changed.
        touched.add(event.context() instanceof Path file ? folder.resolve(file) : folder);
      }
      notified.get().reset();
    }
  }

  /** Watches what is not watched, and answers whether there was any such folder. */
  private boolean register() {
    var any = false;
    for (var folder : folders) {
      any |= register(folder);
    }
    return any;
  }

  private boolean register(Path folder) {
    try {
      var inode =
          Objects.requireNonNullElse(
              Files.readAttributes(folder, BasicFileAttributes.class).fileKey(), folder);
      var known = Optional.ofNullable(registrations.get(folder));
      if (known.filter(r -> r.key().isValid() && r.inode().equals(inode)).isPresent()) {
        return false;
      }
      known.ifPresent(registration -> registration.key().cancel());
      var key =
          folder.register(
              notifications,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_DELETE,
              StandardWatchEventKinds.ENTRY_MODIFY);
      registrations.put(folder, new Registration(key, inode));
      unwatchable.remove(folder);
      return true;
    } catch (NoSuchFileException _) {
      return Optional.ofNullable(registrations.remove(folder)).isPresent();
    } catch (IOException e) {
      if (unwatchable.add(folder)) {
        log.atWarn()
            .addKeyValue("folder", folder)
            .addKeyValue("problem", FileProblem.reason(e))
            .log("Folder cannot be watched, changes are noticed by looking");
      }
      return false;
    }
  }

  /** An exception would end all further watching without a word. */
  private void tell() {
    try {
      changed.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("folders", folders).log("Change was not taken");
    }
  }
}
