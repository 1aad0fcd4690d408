package dev.runtimeagent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runtimeagent.sandbox.TestAgent.Answer;
import dev.runtimeagent.sandbox.certificate.Pem;
import dev.runtimeagent.sandbox.certificate.ServerPresence;
import dev.runtimeagent.sandbox.http.HostKind;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import dev.runtimeagent.sandbox.record.RecordedRequest;
import dev.runtimeagent.sandbox.record.Service;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostsTest {

  private static final String VIEWER = "query Me { viewer { id } }";

  private final AdjustableClock clock = new AdjustableClock(Instant.now());
  private CompassSandbox sandbox;
  private RegisteredRuntime runtime;

  @BeforeEach
  void start() throws Exception {
    sandbox =
        CompassSandbox.start(
            SandboxOptions.defaults()
                .withClock(clock)
                .withCertificateValidity(Duration.ofSeconds(60)));
    runtime = sandbox.registerRuntime("kyma");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void theMtlsHostRefusesClientsWithoutCertificateInTheHandshake() throws Exception {
    TestAgent anonymous = TestAgent.withoutCertificate(sandbox);

    assertThatThrownBy(() -> anonymous.director(VIEWER)).isInstanceOf(IOException.class);
    assertThat(sandbox.requests().all()).isEmpty();
    assertThat(sandbox.refusedHandshakes()).extracting("host").contains(HostKind.MTLS);
  }

  @Test
  void theMtlsHostRefusesCertificatesOfOthers() throws Exception {
    try (CompassSandbox other = CompassSandbox.start(SandboxOptions.defaults())) {
      X509Certificate foreign = TestAgent.certificate(other, other.registerRuntime("other"));
      TestAgent agent = TestAgent.with(sandbox, foreign);

      assertThatThrownBy(() -> agent.director(VIEWER)).isInstanceOf(IOException.class);
      assertThat(sandbox.refusedHandshakes()).extracting("host").containsOnly(HostKind.MTLS);
    }
  }

  @Test
  void theMtlsHostRefusesCertificatesBeforeAndAfterTheirTime() throws Exception {
    X509Certificate certificate = TestAgent.certificate(sandbox, runtime);
    assertThat(TestAgent.with(sandbox, certificate).director(VIEWER).status()).isEqualTo(200);

    clock.forward(Duration.ofSeconds(61));
    TestAgent late = TestAgent.with(sandbox, certificate);
    assertThatThrownBy(() -> late.director(VIEWER)).isInstanceOf(SSLException.class);

    sandbox.certificates().setStartOffset(Duration.ofMinutes(5));
    TestAgent early = TestAgent.paired(sandbox, runtime);
    assertThatThrownBy(() -> early.director(VIEWER)).isInstanceOf(SSLException.class);
  }

  @Test
  void aCertificateMayBeRefusedInTheHandshakeAndPardoned() throws Exception {
    X509Certificate certificate = TestAgent.certificate(sandbox, runtime);
    String hash = Pem.hash(certificate);
    sandbox.revocations().refuseInHandshake(hash);
    TestAgent refused = TestAgent.with(sandbox, certificate);

    assertThatThrownBy(() -> refused.director(VIEWER)).isInstanceOf(SSLException.class);
    sandbox.revocations().pardon(hash);
    assertThat(refused.director(VIEWER).status()).isEqualTo(200);
  }

  @Test
  void certificatesOfAReplacedAuthorityStayGood() throws Exception {
    TestAgent old = TestAgent.paired(sandbox, runtime);
    sandbox.replaceClientAuthority();
    TestAgent renewed = TestAgent.paired(sandbox, runtime);

    assertThat(old.director(VIEWER).status()).isEqualTo(200);
    assertThat(renewed.director(VIEWER).status()).isEqualTo(200);
  }

  @Test
  void showsBadServerCertificatesOnDemand() throws Exception {
    for (ServerPresence presence : ServerPresence.values()) {
      sandbox.conduct().setPresence(presence);
      TestAgent client = TestAgent.withoutCertificate(sandbox);
      if (presence == ServerPresence.TRUSTED) {
        assertThat(client.configure("x").status()).isEqualTo(400);
      } else {
        assertThatThrownBy(() -> client.configure("x")).isInstanceOf(SSLException.class);
      }
    }
  }

  @Test
  void pathsAndMethodsMatchExactlyOrNotAtAll() throws Exception {
    TestAgent agent = TestAgent.paired(sandbox, runtime);
    for (String url :
        List.of(
            sandbox.directorUrl() + "/",
            sandbox.mtlsConnectorUrl().replace("connector", "elsewhere"))) {
      Answer answer = agent.post(url, Map.of(), VIEWER, Map.of());
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().path("error").path("code").asInt()).isEqualTo(404);
      assertThat(answer.json().has("errors")).isFalse();
    }
    assertThat(
            agent.send("PUT", sandbox.directorUrl(), "application/json", Map.of(), "{}").status())
        .isEqualTo(404);
  }

  @Test
  void answersQueriesByGet() throws Exception {
    Answer answer =
        TestAgent.paired(sandbox, runtime)
            .send("GET", sandbox.directorUrl() + "?query=%7Bviewer%7Bid%7D%7D", "", Map.of(), "");

    assertThat(answer.data().path("viewer").path("id").asText()).isEqualTo(runtime.id());
  }

  @Test
  void bodiesThatAreNoRequestAreRefusedByTheGateway() throws Exception {
    TestAgent agent = TestAgent.paired(sandbox, runtime);

    Answer noJson =
        agent.send("POST", sandbox.directorUrl(), "application/json", Map.of(), "query");
    Answer noText =
        agent.send(
            "POST", sandbox.directorUrl(), "application/json", Map.of(), "{\"query\":{\"a\":1}}");
    Answer wrongType =
        agent.send(
            "POST",
            sandbox.directorUrl(),
            "text/plain",
            Map.of(),
            "{\"query\":\"{ viewer { id } }\"}");
    Answer tooLarge =
        agent.send(
            "POST",
            sandbox.directorUrl(),
            "application/json",
            Map.of(),
            "{\"query\":\"" + " ".repeat(2_097_152) + "\"}");

    assertThat(noJson.status()).isEqualTo(502);
    assertThat(noJson.body()).isEmpty();
    assertThat(noText.status()).isEqualTo(502);
    assertThat(wrongType.status()).isEqualTo(400);
    assertThat(wrongType.body())
        .isEqualTo("{\"errors\":[{\"message\":\"transport not supported\"}],\"data\":null}");
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(agent.director(VIEWER).status()).isEqualTo(200);
  }

  @Test
  void recordsEveryRequest() throws Exception {
    X509Certificate certificate = TestAgent.certificate(sandbox, runtime);
    TestAgent.with(sandbox, certificate)
        .post(
            sandbox.directorUrl(),
            Map.of("x-request-id", "r-1"),
            "query Labels($id: ID!) { runtime(id: $id) { labels } }",
            Map.of("id", runtime.id()));

    List<RecordedRequest> requests = sandbox.requests().all();
    assertThat(requests).extracting(RecordedRequest::number).containsExactly(1L, 2L, 3L);
    assertThat(requests.get(0).token().orElseThrow()).hasSize(88);
    assertThat(requests.get(0).asks("configuration")).isTrue();
    assertThat(requests.get(1).asks("signCertificateSigningRequest")).isTrue();
    RecordedRequest last = requests.getLast();
    assertThat(last.host()).isEqualTo(HostKind.MTLS);
    assertThat(last.service()).isEqualTo(Service.DIRECTOR);
    assertThat(last.operationName()).contains("Labels");
    assertThat(last.variables()).isEqualTo(Map.of("id", runtime.id()));
    assertThat(last.certificateHash()).isEqualTo(Optional.of(Pem.hash(certificate)));
    assertThat(last.header("X-Request-Id")).contains("r-1");
    assertThat(last.status()).isEqualTo(200);
    assertThat(last.at()).isEqualTo(clock.instant());
  }

  @Test
  void aSuccessorGoesOnFromTheStateOfAnother() throws Exception {
    X509Certificate certificate = TestAgent.certificate(sandbox, runtime);
    SandboxState state = sandbox.state();
    sandbox.close();

    try (CompassSandbox successor =
        CompassSandbox.start(
            SandboxOptions.defaults()
                .withClock(clock)
                .withPorts(state.tokenPort(), state.mtlsPort())
                .withState(Optional.of(state), _ -> {}))) {
      assertThat(TestAgent.with(successor, certificate).director(VIEWER).body())
          .contains(runtime.id());
    }
  }
}
