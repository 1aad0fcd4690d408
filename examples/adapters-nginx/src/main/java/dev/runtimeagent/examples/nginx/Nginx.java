package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.application.port.Pause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The program. It goes on when the agent ends, so that an agent's restart is none of the gateway's.
 */
final class Nginx {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int LOOKS = 750;
  private static final int COMMAND_SECONDS = 60;
  private static final int ANSWER_MILLIS = 2000;
  private static final String WORKER = "nginx: worker process";
  private static final Pattern PROBLEM =
      Pattern.compile("nginx: \\[(?:emerg|alert|crit|error)] (.*)");
  private static final Pattern PLACE = Pattern.compile(" in (/.*):(\\d+)$");

  private final Path program;
  private final int port;
  private final Layout layout;
  private final Pause pause;

  Nginx(Path program, int port, Layout layout, Pause pause) {
    this.program = program;
    this.port = port;
    this.layout = layout;
    this.pause = pause;
  }

  /**
   * Why nginx would not take a configuration.
   *
   * @param file where it found the fault, if it says so
   */
  record Refusal(String problem, Optional<Path> file) {}

  /** Has nginx look at a configuration; empty if it would take it. */
  Optional<Refusal> check(Path main) throws IOException, InterruptedException {
    return run("-t", "-q", "-c", main.toString());
  }

  /** Has nginx take the main file, and waits until nothing else is at work. */
  Optional<Refusal> take(String generation) throws IOException, InterruptedException {
    var master = master();
    var before = master.map(Nginx::workers).orElse(List.of());
    if (master.isEmpty()) {
      // Left by one that was killed, and in the way of the next.
      Files.deleteIfExists(layout.socket());
    }
    var refusal = master.isPresent() ? tellToReload() : run("-c", layout.main().toString());
    if (refusal.isPresent()) {
      return refusal;
    }
    for (int i = 0; i < LOOKS; i++) {
      // Old and new workers take requests beside each other for a moment.
      if (before.stream().noneMatch(Nginx::takesRequests) && isServing(generation)) {
        return Optional.empty();
      }
      pause.hold(LOOK);
    }
    return Optional.of(
        new Refusal(
            "nginx was told to take the new configuration, and still does not serve it; see "
                + layout.errors()
                + "; if root starts nginx, others must be able to pass to "
                + layout.temporary(),
            Optional.empty()));
  }

  /**
   * Whoever sends a signal reads a whole configuration before, and needs no more of it than this.
   */
  private Optional<Refusal> tellToReload() throws IOException, InterruptedException {
    PrivateFiles.write(layout.signal(), "pid \"" + layout.pid() + "\";\nevents {\n}\n");
    return run("-c", layout.signal().toString(), "-s", "reload");
  }

  /** Whether the configuration of that generation is at work. */
  boolean isServing(String generation) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      var request = "GET " + MainFile.GENERATION_PATH + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = socket.getInputStream().readNBytes(4096);
      return new String(answer, StandardCharsets.US_ASCII).endsWith("\r\n\r\n" + generation);
    } catch (IOException _) {
      return false;
    }
  }

  /** The process that runs with our configuration; a number in a file may be another's by now. */
  Optional<ProcessHandle> master() throws IOException {
    var number =
        PrivateFiles.read(layout.pid()).map(String::strip).filter(n -> n.matches("\\d{1,9}"));
    return number
        .flatMap(n -> ProcessHandle.of(Long.parseLong(n)))
        .filter(process -> commandLine(process).contains("nginx: master process"))
        .filter(process -> commandLine(process).contains(layout.main().toString()));
  }

  private static List<ProcessHandle> workers(ProcessHandle master) {
    return master.children().toList();
  }

  /** A worker that is to end says so in its command line, and takes no more requests. */
  private static boolean takesRequests(ProcessHandle worker) {
    return worker.isAlive() && commandLine(worker).strip().equals(WORKER);
  }

  private static String commandLine(ProcessHandle process) {
    try {
      var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
      return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException _) {
      return "";
    }
  }

  private Optional<Refusal> run(String... arguments) throws IOException, InterruptedException {
    var output = layout.candidate().resolve("output");
    // A daemon keeps what it was given to write to: a pipe would never end.
    PrivateFiles.write(output, "");
    var command = new ArrayList<>(List.of(program.toString(), "-e", layout.errors().toString()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .directory(layout.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
        return Optional.of(new Refusal("nginx did not answer", Optional.empty()));
      }
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of(refusal(Files.readAllLines(output), process.exitValue()));
  }

  private static Refusal refusal(Collection<String> output, int exitCode) {
    var problems =
        output.stream()
            .map(PROBLEM::matcher)
            .filter(Matcher::matches)
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    var file =
        problems.stream()
            .map(PLACE::matcher)
            .filter(Matcher::find)
            .map(m -> Path.of(m.group(1)))
            .findFirst();
    var told = problems.stream().map(Nginx::withoutQuotations).collect(Collectors.joining("; "));
    return new Refusal(
        told.isEmpty() ? "nginx ended with " + exitCode : "nginx says: " + told, file);
  }

  /** nginx quotes what it cannot read, which may be a password. */
  private static String withoutQuotations(String problem) {
    return problem.replaceAll("\".*\"", "\"…\"");
  }
}
