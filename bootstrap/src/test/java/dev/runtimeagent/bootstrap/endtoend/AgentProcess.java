package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.bootstrap.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The agent in a process of its own, with the classes under test. */
final class AgentProcess implements AutoCloseable {
  private static final Pattern HEALTH_PORT =
      Pattern.compile("health endpoints open\\W+port\\W+(\\d+)");

  private final Process process;
  private final Path output;

  private AgentProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static AgentProcess start(Path folder, Map<String, String> environment, String... args)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    var output = Files.createTempFile(folder, "output", ".log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith("APP_"));
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    return new AgentProcess(process, output);
  }

  /** Ends it as {@code kill -9} does; returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for its end and returns the exit code. */
  int end() throws Exception {
    assertThat(process.waitFor(RunningAgent.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as(() -> "did not end: " + output())
        .isTrue();
    return process.exitValue();
  }

  /** Ends it as SIGTERM does. */
  int terminate() throws Exception {
    process.destroy();
    return end();
  }

  /** Where it answers probes, once it does. */
  OptionalInt healthPort() {
    var port = HEALTH_PORT.matcher(output());
    return port.find() ? OptionalInt.of(Integer.parseInt(port.group(1))) : OptionalInt.empty();
  }

  /** The status and the text it answers to a probe. */
  String probe(String path) throws Exception {
    var address = URI.create("http://localhost:" + healthPort().orElseThrow() + path);
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body().strip();
    }
  }

  /** Everything it printed. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    Files.deleteIfExists(output);
  }
}
