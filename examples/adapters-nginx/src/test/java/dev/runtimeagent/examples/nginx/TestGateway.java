package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.application.port.ApplicationTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** An nginx at a port that was free, until closed. */
final class TestGateway implements AutoCloseable {
  static final Path NO_AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  final Gateway.Settings settings;

  TestGateway(Path folder, Path program, Path authorities) {
    this(new Gateway.Settings(freePort(), folder, program, authorities, List.of("127.0.0.1:1")));
  }

  TestGateway(Gateway.Settings settings) {
    this.settings = settings;
    try {
      // Where root starts nginx, its workers are nobody.
      Files.setPosixFilePermissions(
          settings.folder().getParent(), PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TestGateway in(Path folder) {
    return new TestGateway(folder, NeedsNginx.program().orElseThrow(), NO_AUTHORITIES);
  }

  /** As after a restart of the agent. */
  ApplicationTarget target() {
    return target(settings);
  }

  static ApplicationTarget target(Gateway.Settings settings) {
    return new NginxTarget(new Gateway(settings, Thread::sleep), Thread::sleep);
  }

  Layout layout() {
    return new Layout(settings.folder());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + settings.port() + path);
    return client.send(
        HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** How a request ends that is sent once; the other client would try some again. */
  String statusLine(String path) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), settings.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.endsWith("served") ? answer.lines().findFirst().orElse("") : "cut off";
    }
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that serves. */
  ProcessHandle master() throws IOException {
    return new Nginx(settings.program(), settings.port(), layout(), Thread::sleep)
        .master()
        .orElseThrow();
  }

  void stop() throws IOException {
    var master = master();
    master.destroy();
    master.onExit().join();
  }

  /** Ends nginx without its doing anything about it. */
  void kill() throws IOException {
    var master = master();
    var workers = master.children().toList();
    master.destroyForcibly();
    workers.forEach(ProcessHandle::destroyForcibly);
    master.onExit().join();
    workers.forEach(worker -> worker.onExit().join());
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(layout().pid()) && !Files.readString(layout().pid()).isBlank()) {
      stop();
    }
  }
}
