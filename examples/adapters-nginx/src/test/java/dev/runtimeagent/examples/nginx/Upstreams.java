package dev.runtimeagent.examples.nginx;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** An API that remembers the last request to it. */
final class Upstreams implements AutoCloseable {
  private final HttpServer server;
  private final Headers answer = new Headers();
  private final AtomicReference<Received> last =
      new AtomicReference<>(new Received("", new Headers()));

  /** A request, as it arrived. */
  record Received(String uri, Headers headers) {}

  private Upstreams(HttpServer server) {
    this.server = server;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          last.set(new Received(exchange.getRequestURI().toString(), exchange.getRequestHeaders()));
          var body = "served".getBytes(StandardCharsets.US_ASCII);
          exchange.getResponseHeaders().putAll(answer);
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  static Upstreams start() throws IOException {
    return new Upstreams(HttpServer.create(loopback(), 1000));
  }

  static Upstreams of(HttpServer server) {
    return new Upstreams(server);
  }

  static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** From now on, answers have this header. */
  void answerWith(String header, String value) {
    answer.set(header, value);
  }

  Received last() {
    return last.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
