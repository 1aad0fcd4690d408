package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Looks every second whether the files are as they were, and whether nginx runs. */
final class Lookout implements Watch {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Gateway gateway;
  private final Pause pause;
  private final Runnable changed;
  private final Thread thread;
  private Object seen;

  private Lookout(Gateway gateway, Pause pause, Runnable changed) {
    this.gateway = gateway;
    this.pause = pause;
    this.changed = changed;
    this.seen = look();
    this.thread = Thread.ofVirtual().name("watch-nginx").unstarted(this::watch);
  }

  /** Starts to look; what happens after the return is told. */
  static Watch of(Gateway gateway, Pause pause, Runnable changed) {
    var lookout = new Lookout(gateway, pause, changed);
    lookout.thread.start();
    return lookout;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void watch() {
    try {
      while (!thread.isInterrupted()) {
        pause.hold(BETWEEN);
        var now = look();
        if (!now.equals(seen)) {
          seen = now;
          changed.run();
        }
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private Object look() {
    var stamps = new TreeMap<String, List<Object>>();
    var layout = gateway.layout();
    try {
      stamp(layout.main(), stamps);
      if (Files.isDirectory(layout.applications())) {
        try (var files = Files.newDirectoryStream(layout.applications(), "*.conf")) {
          for (var file : files) {
            stamp(file, stamps);
          }
        }
      }
      return List.of(stamps, gateway.isRunning());
    } catch (IOException e) {
      return e.getClass();
    }
  }

  private static void stamp(Path file, TreeMap<String, List<Object>> stamps) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      var found = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      var stamp = new ArrayList<Object>(List.of(found.size(), found.lastModifiedTime()));
      stamp.add(String.valueOf(found.fileKey()));
      stamp.add(found.permissions());
      stamps.put(file.toString(), stamp);
    }
  }
}
