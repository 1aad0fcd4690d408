package dev.runtimeagent.bootstrap.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;

/** What the numbers were measured on. */
final class Machine {
  private static final double KIB_PER_GIB = 1024 * 1024;

  private Machine() {}

  static String description() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    FileStore disk = Files.getFileStore(temporary);
    return """
    Measured on %s: %s, %d processors, %s memory, %s %s (%s), stores on %s, Java %s. \
    Load average at the start: %s.\
    """
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            firstValue(Path.of("/proc/cpuinfo"), "model name"),
            Runtime.getRuntime().availableProcessors(),
            memory(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"),
            disk.type(),
            System.getProperty("java.version"),
            load());
  }

  /** How busy it is, over the last minute. */
  static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
  }

  private static String memory() throws IOException {
    String digits = firstValue(Path.of("/proc/meminfo"), "MemTotal").replaceAll("[^0-9]", "");
    return digits.isEmpty()
        ? "unknown"
        : String.format(Locale.ROOT, "%.0f GiB", Long.parseLong(digits) / KIB_PER_GIB);
  }

  private static String firstValue(Path file, String key) throws IOException {
    if (!Files.exists(file)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }
}
