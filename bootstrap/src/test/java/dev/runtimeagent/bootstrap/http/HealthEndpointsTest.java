package dev.runtimeagent.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthEndpointsTest {
  private final SwitchableHealth health = new SwitchableHealth();
  private final HealthEndpoints endpoints =
      HealthEndpoints.open(0, health, () -> "agent_up 1\n").orElseThrow();

  @AfterEach
  void close() {
    endpoints.close();
  }

  @Test
  void tellThatAllIsWell() throws Exception {
    assertThat(answer("/healthz")).isEqualTo("200 ok\n");
    assertThat(answer("/readyz")).isEqualTo("200 ok\n");
  }

  @Test
  void tellReadinessApartFromLife() throws Exception {
    health.ready = Health.Verdict.bad("store unreadable");
    assertThat(answer("/healthz")).isEqualTo("200 ok\n");
    assertThat(answer("/readyz")).isEqualTo("503 store unreadable\n");
  }

  @Test
  void tellThatTheLoopStands() throws Exception {
    health.live = Health.Verdict.bad("no heartbeat for 3m");
    assertThat(answer("/healthz")).isEqualTo("503 no heartbeat for 3m\n");
  }

  @Test
  void serveMetrics() throws Exception {
    assertThat(answer("/metrics")).isEqualTo("200 agent_up 1\n");
  }

  @Test
  void knowNothingElse() throws Exception {
    assertThat(answer("/")).startsWith("404");
    assertThat(answer("/healthz/more")).startsWith("404");
  }

  @Test
  void answerAnyMethod() throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(at("/healthz"));
    assertThat(send(request.POST(BodyPublishers.ofString("x"))).statusCode()).isEqualTo(200);
    assertThat(send(request.HEAD()).statusCode()).isEqualTo(200);
  }

  @Test
  void areDoneWithoutIfThePortIsTaken() {
    assertThat(HealthEndpoints.open(endpoints.port(), health, () -> "")).isEmpty();
  }

  private String answer(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = send(HttpRequest.newBuilder(at(path)));
    return response.statusCode() + " " + response.body();
  }

  private URI at(String path) {
    return URI.create("http://localhost:" + endpoints.port() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static final class SwitchableHealth implements Health {
    volatile Verdict live = Verdict.GOOD;
    volatile Verdict ready = Verdict.GOOD;

    @Override
    public Verdict live() {
      return live;
    }

    @Override
    public Verdict ready() {
      return ready;
    }
  }
}
