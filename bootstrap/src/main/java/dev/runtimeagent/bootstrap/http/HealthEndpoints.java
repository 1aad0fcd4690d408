package dev.runtimeagent.bootstrap.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /healthz}, {@code /readyz} and {@code /metrics} until closed. */
public final class HealthEndpoints implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HealthEndpoints.class);
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService executor;

  private HealthEndpoints(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /** Empty, with a line in the log, if the port cannot be had: probes are not worth ending for. */
  public static Optional<HealthEndpoints> open(int port, Health health, Supplier<String> metrics) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("port", port)
          .addKeyValue("problem", e.getMessage())
          .log("health port not available, going on without");
      return Optional.empty();
    }
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(executor);
    server.createContext("/", exchange -> answer(exchange, health, metrics));
    server.start();
    log.atInfo().addKeyValue("port", server.getAddress().getPort()).log("health endpoints open");
    return Optional.of(new HealthEndpoints(server, executor));
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private static void answer(HttpExchange exchange, Health health, Supplier<String> metrics)
      throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/healthz" -> verdict(exchange, health.live());
        case "/readyz" -> verdict(exchange, health.ready());
        case "/metrics" -> send(exchange, 200, PROMETHEUS, metrics.get());
        case null, default -> send(exchange, 404, TEXT, "not found\n");
      }
    }
  }

  private static void verdict(HttpExchange exchange, Health.Verdict verdict) throws IOException {
    send(exchange, verdict.good() ? 200 : 503, TEXT, verdict.reason() + "\n");
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
