package dev.runtimeagent.bootstrap.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The built agent as a process: what it says when, and what it takes. */
final class AgentProcess implements AutoCloseable {
  private static final double KIB_PER_MIB = 1024;

  private final long startedAt;
  private final Process process;
  private final Thread reader;
  private final Map<String, Long> reached = new ConcurrentHashMap<>();

  private AgentProcess(long startedAt, Process process) {
    this.startedAt = startedAt;
    this.process = process;
    this.reader = Thread.ofPlatform().name("agent-output").start(this::read);
  }

  /** Starts the launcher with nothing set but {@code settings}. */
  static AgentProcess start(Path launcher, Map<String, String> settings, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> {
          String upper = name.toUpperCase(Locale.ROOT);
          return upper.startsWith("APP_") || upper.endsWith("_PROXY");
        });
    builder.environment().put("APP_HEALTH_PORT", "0");
    builder.environment().put("APP_LOG_FORMAT", "json");
    builder.environment().putAll(settings);
    long now = System.nanoTime();
    return new AgentProcess(now, builder.start());
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long now = System.nanoTime();
        for (String state : List.of("Connected", "Synchronized")) {
          if (line.contains("\"to\":\"" + state + "\"")) {
            mark(state, now);
          }
        }
      }
    } catch (IOException _) {
      // The process ended; whoever waits will see that.
    }
    mark("ended", System.nanoTime());
  }

  private synchronized void mark(String what, long now) {
    reached.putIfAbsent(what, now);
    notifyAll();
  }

  /** Seconds from the start until the agent said that it is in that state. */
  double secondsUntil(String state) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    synchronized (this) {
      while (!reached.containsKey(state) && !reached.containsKey("ended")) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          break;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }
    Long at = reached.get(state);
    if (at == null) {
      throw new IOException("the agent did not come to " + state);
    }
    return (at - startedAt) / 1e9;
  }

  /** Seconds from the start to the end, which has to be a success. */
  double secondsUntilEnd() throws IOException, InterruptedException {
    int exitCode = process.waitFor();
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    reader.join();
    if (exitCode != 0) {
      throw new IOException("the agent ended with " + exitCode);
    }
    return seconds;
  }

  /** User and system time so far, in seconds. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  /** What is resident now, in MiB; empty where there is no Linux. */
  OptionalDouble residentMib() throws IOException {
    return status("VmRSS:");
  }

  /** The most that ever was resident, in MiB; empty where there is no Linux. */
  OptionalDouble peakMib() throws IOException {
    return status("VmHWM:");
  }

  private OptionalDouble status(String key) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return OptionalDouble.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(key))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
        .findFirst();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
