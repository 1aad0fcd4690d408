package dev.runtimeagent.sandbox.program;

import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Landscape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Applications in files of YAML, one each, which a person may edit at any time; a file that cannot
 * be read leaves its Application as it was.
 */
final class ApplicationFolder implements AutoCloseable {

  private static final Duration GLANCE = Duration.ofMillis(250);

  /** Told what a look at the folder found. */
  interface Listener {
    void changed(Path file, Application application);

    void removed(Path file);

    void unreadable(Path file, String complaint);
  }

  private record Seen(FileTime modified, long size) {}

  private final Path folder;
  private final Landscape landscape;
  private final Listener listener;
  private final Map<Path, Seen> seen = new TreeMap<>();
  private final Map<Path, Application> good = new TreeMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  ApplicationFolder(Path folder, Landscape landscape, Listener listener) {
    this.folder = folder;
    this.landscape = landscape;
    this.listener = listener;
  }

  /** Keeps looking until closed. */
  void watch() {
    Thread.ofVirtual()
        .name("sandbox-applications")
        .start(() -> {
          try {
            while (!closed.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
              look();
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Override
  public void close() {
    closed.countDown();
  }

  /** Takes over what has changed since the last look. */
  synchronized void look() {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(ApplicationFolder::isApplication).sorted().toList();
    } catch (IOException e) {
      listener.unreadable(folder, String.valueOf(e.getMessage()));
      return;
    }
    List<Application> changed = new ArrayList<>();
    Set<String> before = ids();
    Set<Path> gone = new HashSet<>(seen.keySet());
    for (Path file : files) {
      gone.remove(file);
      read(file, changed);
    }
    for (Path file : gone) {
      seen.remove(file);
      if (good.remove(file) != null) {
        listener.removed(file);
      }
    }
    before.removeAll(ids());
    if (!before.isEmpty() || !changed.isEmpty()) {
      landscape.replace(before, changed);
    }
  }

  private Set<String> ids() {
    Set<String> ids = new HashSet<>();
    good.values().forEach(application -> ids.add(application.id()));
    return ids;
  }

  private static boolean isApplication(Path file) {
    String name = String.valueOf(file.getFileName());
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".");
  }

  private void read(Path file, List<Application> changed) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Seen now = new Seen(attributes.lastModifiedTime(), attributes.size());
      if (now.equals(seen.get(file))) {
        return;
      }
      seen.put(file, now);
      Application application = Documents.application(Files.readString(file), idFor(file));
      if (!application.equals(good.put(file, application))) {
        changed.add(application);
        listener.changed(file, application);
      }
    } catch (IOException e) {
      listener.unreadable(file, Documents.complaint(e));
    }
  }

  /** Follows from the file's name, so that a new name in the file is a renamed Application. */
  private static String idFor(Path file) {
    String seed = "file/" + file.getFileName();
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
