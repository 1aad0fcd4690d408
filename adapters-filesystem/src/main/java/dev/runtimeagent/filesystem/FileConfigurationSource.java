package dev.runtimeagent.filesystem;

import dev.runtimeagent.application.form.ConfigurationForm;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.filesystem.document.FileProblem;
import dev.runtimeagent.filesystem.document.FileWatch;
import dev.runtimeagent.filesystem.document.MalformedYaml;
import dev.runtimeagent.filesystem.document.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;

/**
 * The configuration as a file that an operator writes, or a link to one, as Kubernetes mounts them.
 * A file counts once it was at rest for 300 ms: what an editor has written by halves is not read,
 * and what it replaces is not missing.
 */
public final class FileConfigurationSource implements ConfigurationSource {
  private static final Duration REST = Duration.ofMillis(300);

  /** Larger is no configuration. */
  private static final long LARGEST = 1024 * 1024;

  private static final int TRIES = 8;

  private final Path path;
  private final Clock clock;
  private final Pause pause;

  public FileConfigurationSource(StoreLayout layout, Clock clock, Pause pause) {
    this.path = layout.configuration();
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public ConfigurationReading read() {
    try {
      for (int i = 0; i < TRIES; i++) {
        var before = touched();
        var age = before.map(at -> Duration.between(at.toInstant(), clock.now())).orElse(REST);
        if (!age.isNegative() && age.compareTo(REST) < 0) {
          pause.hold(REST.minus(age));
        } else {
          var reading = readOnce();
          if (touched().equals(before)) {
            return reading;
          }
        }
      }
      return unreadable("it is being written all the time");
    } catch (IOException e) {
      return unreadable(FileProblem.reason(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return unreadable("interrupted");
    }
  }

  @Override
  public Watch watch(Runnable changed) {
    return FileWatch.of(path, changed);
  }

  @Override
  public String whereabouts() {
    return path.toString();
  }

  private ConfigurationReading readOnce() throws IOException {
    try {
      // A pipe would be waited for without end.
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        return unreadable("it is no file; move it away");
      }
      if (Files.size(path) > LARGEST) {
        return unreadable("it is too large for a configuration");
      }
      return ConfigurationForm.read(whereabouts(), Yaml.parse(Files.readAllBytes(path)));
    } catch (NoSuchFileException _) {
      return new ConfigurationReading.Missing(whereabouts());
    } catch (MalformedYaml e) {
      return unreadable("it " + e.problem());
    }
  }

  private ConfigurationReading unreadable(String reason) {
    return new ConfigurationReading.Unreadable(whereabouts(), reason);
  }

  /** When the file was last written or, if there is none, something came or went in its folder. */
  private Optional<FileTime> touched() throws IOException {
    for (var place : new Path[] {path, path.getParent()}) {
      try {
        return Optional.of(Files.getLastModifiedTime(place));
      } catch (NoSuchFileException _) {
        // The next place says it, or nothing does.
      }
    }
    return Optional.empty();
  }
}
