package dev.runtimeagent.sandbox.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Ten Applications to begin with, each showing another thing the format can say. */
final class SampleApplications {

  private static final List<String> NAMES =
      List.of(
          "01-commerce-basic-auth.yaml",
          "02-marketing-oauth.yaml",
          "03-billing-csrf.yaml",
          "04-warehouse-headers.yaml",
          "05-sensors-events-only.yaml",
          "06-empty.yaml",
          "07-name-to-normalise.yaml",
          "08-system-number.yaml",
          "09-many-versions.yaml",
          "10-mixed-visibility.yaml");

  private SampleApplications() {}

  /** Copies the samples into a folder that holds nothing yet, and tells whether it did. */
  static boolean copyIfEmpty(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        return false;
      }
    }
    for (String name : NAMES) {
      try (InputStream sample =
          Objects.requireNonNull(
              SampleApplications.class.getResourceAsStream("samples/" + name),
              "missing sample " + name)) {
        Files.copy(sample, folder.resolve(name));
      }
    }
    return true;
  }
}
