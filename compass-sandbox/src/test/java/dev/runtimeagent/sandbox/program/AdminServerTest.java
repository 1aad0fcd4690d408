package dev.runtimeagent.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.CompassSandbox;
import dev.runtimeagent.sandbox.Refusal;
import dev.runtimeagent.sandbox.SandboxOptions;
import dev.runtimeagent.sandbox.landscape.Application;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminServerTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private CompassSandbox sandbox;
  private AdminServer admin;

  @BeforeAll
  void start() throws Exception {
    sandbox = CompassSandbox.start(SandboxOptions.defaults());
    admin = AdminServer.open(sandbox, 0);
  }

  @AfterAll
  void stop() {
    admin.close();
    sandbox.close();
  }

  @Test
  void registersARuntimeIssuesATokenAndUnregisters() throws Exception {
    String id = json(ask("POST", "runtimes", "{\"name\":\"kyma\"}")).path("id").asText();

    JsonNode token = json(ask("POST", "runtimes/" + id + "/tokens", ""));
    ask("PUT", "runtimes/" + id + "/formations", "[\"sales\"]");
    ask("PUT", "runtimes/" + id + "/labels/isNormalized", "\"false\"");

    assertThat(token.path("token").asText()).hasSize(88);
    assertThat(token.path("connectorUrl").asText()).isEqualTo(sandbox.tokenConnectorUrl());
    JsonNode runtime = json(ask("GET", "runtimes/" + id, ""));
    assertThat(runtime.path("formations").path(0).asText()).isEqualTo("sales");
    assertThat(runtime.path("labels").path("isNormalized").asText()).isEqualTo("false");
    assertThat(ask("DELETE", "runtimes/" + id, "").statusCode()).isEqualTo(204);
    assertThat(ask("GET", "runtimes/" + id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void keepsApplications() throws Exception {
    String one =
        "{\"name\":\"shop\",\"bundles\":[{\"name\":\"b\",\"apis\":[{\"name\":\"a\"}],\"auth\":"
            + "{\"credential\":{\"type\":\"oauth\",\"clientId\":\"c\",\"clientSecret\":\"s\","
            + "\"url\":\"u\"}}}]}";

    JsonNode stored = json(ask("POST", "applications", "[" + one + "]")).path(0);
    String id = stored.path("id").asText();

    assertThat(json(ask("GET", "applications/" + id, ""))).isEqualTo(stored);
    ask("PUT", "applications/" + id, one.replace("shop", "store"));
    assertThat(sandbox.landscape().application(id).map(Application::name)).contains("store");
    assertThat(ask("DELETE", "applications/" + id, "").statusCode()).isEqualTo(204);
    assertThat(ask("DELETE", "applications/" + id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void readsEveryKindOfFault() throws Exception {
    List<String> kinds =
        List.of(
            "delay",
            "stall",
            "cutBeforeReading",
            "cutAfterReading",
            "cutMidResponse",
            "stallMidResponse",
            "rateLimited",
            "emptyBadRequest",
            "unauthorized",
            "forbidden",
            "notFound",
            "internalError",
            "timedOut",
            "panicked",
            "badGateway",
            "tooLarge",
            "html",
            "redirect",
            "answer",
            "truncatedJson",
            "hugeBody",
            "say",
            "nullData",
            "emptyData",
            "hollowData",
            "partialData",
            "set",
            "remove",
            "subject",
            "keyAlgorithm",
            "directorUrl",
            "connectorUrl",
            "alert",
            "afterwards",
            "beforehand");
    for (String kind : kinds) {
      assertThat(ask("POST", "faults", "{\"kind\":\"" + kind + "\"}").statusCode())
          .as(kind)
          .isEqualTo(204);
    }
    ask(
        "POST",
        "faults",
        "{\"kind\":\"issue\",\"flaw\":\"wrong_chain\",\"host\":\"mtls\",\"service\":"
            + "\"connector\",\"operation\":\"configuration\",\"after\":1,\"times\":2}");

    assertThat(json(ask("GET", "faults", "")).path("pending").asInt()).isEqualTo(kinds.size() + 1);
    ask("DELETE", "faults", "");
    assertThat(sandbox.faults().pending()).isEmpty();
  }

  @Test
  void changesConductUrlsAndRevocations() throws Exception {
    ask("PUT", "conduct", "{\"refusal\":\"error_t\",\"certificateValidity\":\"60s\"}");
    ask("PUT", "urls", "{\"directorUrl\":\"https://localhost:1/director/graphql\"}");
    ask("POST", "revocations", "{\"hash\":\"abc\"}");

    assertThat(sandbox.conduct().refusal()).isEqualTo(Refusal.ERROR_T);
    assertThat(sandbox.revocations().isRevoked("abc")).isTrue();
    ask("DELETE", "revocations/abc", "");
    ask("DELETE", "urls", "");
    assertThat(sandbox.revocations().isRevoked("abc")).isFalse();
  }

  @Test
  void bringsTheRecordAndTheOverview() throws Exception {
    assertThat(json(ask("GET", "requests?operation=configuration", "")).isArray()).isTrue();
    assertThat(json(ask("GET", "", "")).path("serverCa").asText()).isEqualTo(sandbox.serverCaPem());
  }

  @Test
  void tellsWhatItDoesNotUnderstand() throws Exception {
    HttpResponse<String> unknown = ask("POST", "faults", "{\"kind\":\"flood\"}");

    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(json(unknown).path("error").asText()).isEqualTo("no fault is called \"flood\"");
    assertThat(ask("POST", "faults", "{").statusCode()).isEqualTo(400);
    assertThat(ask("POST", "runtimes", "{}").statusCode()).isEqualTo(400);
    assertThat(ask("PUT", "conduct", "{\"refusal\":\"shrug\"}").statusCode()).isEqualTo(400);
    assertThat(ask("PATCH", "faults", "").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "nowhere", "").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> ask(String method, String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(admin.url() + path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return Documents.JSON.readTree(response.body());
  }
}
