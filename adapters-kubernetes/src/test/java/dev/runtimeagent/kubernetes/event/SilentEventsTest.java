package dev.runtimeagent.kubernetes.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runtimeagent.application.inmemory.Dial;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.kubernetes.api.ApiConnections;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of Events where the API server does not take them. */
final class SilentEventsTest {
  private final Dial dial = Dial.atNoon();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  @Test
  void areTriedOnceWithoutTheRightToWriteThem() {
    answers.add(403);
    try (var events = begin()) {
      events.record(warning("a"));
      events.record(warning("b"));
      events.record(warning("c"));
    }

    assertThat(posted).hasSize(1);
  }

  @Test
  void areTriedAgainLater() throws InterruptedException {
    answers.add(403);
    try (var events = begin()) {
      events.record(warning("a"));
      assertThat(posted.poll(30, TimeUnit.SECONDS)).contains("it is wrong: a");

      var heard = posted.poll();
      for (var tries = 0; heard == null && tries < 300; tries++) {
        dial.turn(Duration.ofMinutes(11));
        events.record(warning("b"));
        heard = posted.poll(100, TimeUnit.MILLISECONDS);
      }

      assertThat(heard).contains("it is wrong: b");
    }
  }

  @Test
  void surmountAnOutage() throws InterruptedException {
    answers.add(500);
    answers.add(503);
    try (var events = begin()) {
      events.record(warning("a"));
    }

    assertThat(posted).hasSize(3).allMatch(body -> body.contains("it is wrong: a"));
  }

  @Test
  void keepNobodyWaiting() {
    for (var i = 0; i < 10; i++) {
      answers.add(500);
    }
    try (var events = KubernetesEvents.begin(api(), dial, this::nanos, _ -> neverEnds())) {
      for (var i = 0; i < 1_000; i++) {
        events.record(warning("number " + i));
      }
    }

    assertThat(posted).hasSizeLessThan(3);
  }

  private static void neverEnds() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private KubernetesEvents begin() {
    return KubernetesEvents.begin(api(), dial, this::nanos, dial);
  }

  private KubernetesApi api() {
    return new KubernetesApi(
        ApiConnections.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())), dial);
  }

  private long nanos() {
    return dial.now().toEpochMilli() * 1_000_000;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var isPost = exchange.getRequestMethod().equals("POST");
      if (isPost) {
        posted.add(body);
      }
      var code = isPost ? answers.poll() : Integer.valueOf(404);
      var answer = "{\"reason\": \"NotFound\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(code == null ? 201 : code, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static AgentEvent warning(String detail) {
    return new AgentEvent(Severity.WARNING, "Test", "it is wrong", Map.of("what", detail));
  }
}
