package dev.runtimeagent.sandbox.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runtimeagent.sandbox.CompassSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Administration over plain HTTP on loopback; {@link AdminRoutes} tells what there is. */
public final class AdminServer implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final AdminRoutes routes;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private AdminServer(AdminRoutes routes, HttpServer server) {
    this.routes = routes;
    this.server = server;
  }

  /**
   * Opens the administration of a sandbox.
   *
   * @param port the port to listen at, or 0 for any that is free
   */
  public static AdminServer open(CompassSandbox sandbox, int port) throws IOException {
    HttpServer server;
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
    } catch (IOException e) {
      throw new IOException("port " + port + " cannot be listened at: " + e.getMessage(), e);
    }
    AdminServer admin = new AdminServer(new AdminRoutes(sandbox), server);
    server.setExecutor(admin.threads);
    server.createContext("/", admin::serve);
    server.start();
    return admin;
  }

  /** The address of the administration, ending in a slash. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      AdminRoutes.Reply reply = reply(exchange);
      byte[] body =
          reply.status() == 204
              ? new byte[0]
              : Documents.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(reply.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private AdminRoutes.Reply reply(HttpExchange exchange) throws IOException {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    if (!host.startsWith("127.0.0.1:") && !host.startsWith("localhost:")) {
      return new AdminRoutes.Reply(403, Map.of("error", "ask by the name of localhost"));
    }
    byte[] content = exchange.getRequestBody().readAllBytes();
    try {
      JsonNode body =
          content.length == 0 ? MissingNode.getInstance() : Documents.JSON.readTree(content);
      return routes.handle(
          exchange.getRequestMethod(),
          path(exchange),
          query(exchange.getRequestURI().getRawQuery()),
          body);
    } catch (AdminRoutes.NotThere e) {
      return new AdminRoutes.Reply(404, Map.of("error", String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return new AdminRoutes.Reply(400, Map.of("error", Documents.complaint(e)));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return new AdminRoutes.Reply(400, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private static List<String> path(HttpExchange exchange) {
    return Stream.of(exchange.getRequestURI().getPath().split("/", -1))
        .filter(segment -> !segment.isEmpty())
        .toList();
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      String[] halves = pair.split("=", 2);
      query.put(
          halves[0],
          halves.length == 1 ? "" : URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
    }
    return query;
  }
}
