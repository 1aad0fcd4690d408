package dev.runtimeagent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.TestAgent.Answer;
import dev.runtimeagent.sandbox.certificate.CertificateFlaw;
import dev.runtimeagent.sandbox.certificate.Pem;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.FaultAction;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.http.HostKind;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Bundle;
import dev.runtimeagent.sandbox.landscape.IssuedToken;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import dev.runtimeagent.sandbox.record.Service;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

  private static final String VIEWER = "{ viewer { id } }";

  private final AdjustableClock clock = new AdjustableClock(Instant.now());
  private CompassSandbox sandbox;
  private RegisteredRuntime runtime;
  private TestAgent anonymous;
  private TestAgent agent;

  @BeforeAll
  void start() throws Exception {
    sandbox = CompassSandbox.start(SandboxOptions.defaults().withClock(clock));
    runtime = sandbox.registerRuntime("kyma");
    anonymous = TestAgent.withoutCertificate(sandbox);
    agent = TestAgent.paired(sandbox, runtime);
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  @BeforeEach
  void clear() {
    sandbox.faults().clear();
    sandbox.landscape().clear();
    sandbox.requests().clear();
  }

  @Test
  void proxyErrorsHaveTheirOddBodies() throws Exception {
    assertThat(next(Faults.notFound()))
        .isEqualTo(
            "404 {\"error\":{\"code\":404,\"status\":\"Not"
                + " Found\",\"message\":\"The sandbox was told to answer this\"}}");
    assertThat(next(Faults.internalError())).startsWith("500 {\"error\":{\"code\":500,");
    assertThat(next(Faults.unauthorized())).startsWith("401 {\"error\":");
    assertThat(next(Faults.forbidden())).startsWith("403 {\"error\":");
    assertThat(next(Faults.timedOut())).isEqualTo("503 {\"Message\":\"operation has timed out\"}");
    assertThat(next(Faults.badGateway())).isEqualTo("502 ");
    assertThat(next(Faults.emptyBadRequest())).isEqualTo("400 ");
    assertThat(next(Faults.tooLarge())).startsWith("413 ");
    assertThat(next(Faults.html())).startsWith("200 <!DOCTYPE html>");
    assertThat(next(Faults.answer(418, Map.of("X-A", "b"), "{}", false))).isEqualTo("418 {}");
  }

  @Test
  void rateLimitsMayAnnounceWhenToRetry() throws Exception {
    sandbox.fault(Fault.once(Faults.rateLimited(Optional.of("7"))));

    Answer answer = agent.director(VIEWER);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body()).isEqualTo("local_rate_limited");
    assertThat(TestAgent.header(answer, "retry-after")).contains("7");
    assertThat(TestAgent.header(answer, "x-local-rate-limit")).contains("gateway");
  }

  @Test
  void redirectsNameTheirTarget() throws Exception {
    sandbox.fault(Fault.once(Faults.redirect("https://localhost:1/elsewhere")));

    Answer answer = agent.director(VIEWER);

    assertThat(answer.status()).isEqualTo(307);
    assertThat(TestAgent.header(answer, "location")).contains("https://localhost:1/elsewhere");
  }

  @Test
  void hollowAnswersComeWith200() throws Exception {
    assertThat(next(Faults.nullData())).isEqualTo("200 {\"data\":null}");
    assertThat(next(Faults.emptyData())).isEqualTo("200 {\"data\":{}}");
    assertThat(next(Faults.hollowData())).isEqualTo("200 {\"data\":{\"viewer\":{}}}");
  }

  @Test
  void partialDataComesBehindItsErrors() throws Exception {
    sandbox.put(Application.named("a").withBundles(Bundle.of("b")));
    sandbox.fault(Fault.once(Faults.partialData()));

    Answer answer =
        agent.director(
            "{ applicationsForRuntime(runtimeID: \"%s\") { data { name bundles { totalCount } } } }"
                .formatted(runtime.id()));

    assertThat(answer.body()).startsWith("{\"errors\":[").contains("\"data\":{\"applications");
    assertThat(answer.body()).contains("\"bundles\":null");
    assertThat(answer.error().path("extensions").path("error_code").asInt()).isEqualTo(10);
  }

  @Test
  void truncatedJsonIsCompleteHttp() throws Exception {
    sandbox.fault(Fault.once(Faults.truncatedJson()));

    Answer answer = agent.director(VIEWER);

    assertThat(answer.status()).isEqualTo(200);
    assertThatThrownBy(answer::json).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void hugeBodiesAreTrueBehindTheirBlanks() throws Exception {
    sandbox.fault(Fault.once(Faults.hugeBody(5_000_000)));

    Answer answer = agent.director(VIEWER);

    assertThat(answer.body()).hasSizeGreaterThan(5_000_000);
    assertThat(answer.data().path("viewer").path("id").asText()).isEqualTo(runtime.id());
  }

  @Test
  void aCutBeforeReadingLeavesTheTokenAlone() throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);
    sandbox.fault(Fault.always(Faults.cutBeforeReading()).at(Service.CONNECTOR));

    assertThatThrownBy(() -> anonymous.configure(token)).isInstanceOf(IOException.class);
    sandbox.faults().clear();

    assertThat(anonymous.configure(token).status()).isEqualTo(200);
  }

  @Test
  void aCutAfterReadingConsumesTheToken() throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);
    sandbox.fault(Fault.once(Faults.cutAfterReading()).on("configuration"));

    assertThatThrownBy(() -> anonymous.configure(token)).isInstanceOf(IOException.class);

    assertThat(anonymous.configure(token).status()).isEqualTo(400);
    assertThat(sandbox.requests().all().getFirst().status()).isZero();
  }

  @Test
  void anAnswerCanBeCutInTheMiddle() {
    sandbox.fault(Fault.once(Faults.cutMidResponse(10)));

    assertThatThrownBy(() -> agent.director(VIEWER)).isInstanceOf(IOException.class);
    assertThat(sandbox.requests().all().getFirst().status()).isEqualTo(200);
  }

  @Test
  void aStalledAnswerNeverComes() throws Exception {
    for (FaultAction silence :
        List.of(Faults.stall(), Faults.stallMidResponse(5), Faults.delay(Duration.ofHours(1)))) {
      CompletableFuture<Answer> answer;
      try (CompassSandbox other = CompassSandbox.start(SandboxOptions.defaults())) {
        other.conduct().setRefusal(Refusal.ERROR_T);
        other.fault(Fault.once(silence));
        answer = configuringInBackground(TestAgent.withoutCertificate(other));
        assertThat(other.requests().await(1, _ -> true, Duration.ofSeconds(5))).isPresent();
        assertThat(answer).isNotDone();
      }
      assertThat(answer.handle((_, failure) -> failure != null).get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static CompletableFuture<Answer> configuringInBackground(TestAgent client) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return client.configure("x");
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  @Test
  void tokensSurviveWhatHappensBeforeTheTokenResolverOnly() throws Exception {
    assertThat(statusAfter(Faults.notFound())).isEqualTo(200);
    assertThat(statusAfter(Faults.internalError())).isEqualTo(200);
    assertThat(statusAfter(Faults.emptyBadRequest())).isEqualTo(200);
    assertThat(statusAfter(Faults.rateLimited(Optional.empty()))).isEqualTo(400);
    assertThat(statusAfter(Faults.timedOut())).isEqualTo(400);
    assertThat(statusAfter(Faults.badGateway())).isEqualTo(400);
  }

  @Test
  void configurationMayTellNonsense() throws Exception {
    sandbox.fault(Fault.once(Faults.subject("O=Org,nonsense")).on("configuration"));
    sandbox.fault(Fault.once(Faults.directorUrl(Optional.empty())).on("configuration"));
    sandbox.fault(Fault.once(Faults.connectorUrl(Optional.of("http://x"))).on("configuration"));
    sandbox.fault(Fault.once(Faults.remove("/token")).on("configuration"));

    JsonNode answer = anonymous.configure(sandbox.issueToken(runtime)).data().path("result");

    assertThat(answer.path("certificateSigningRequestInfo").path("subject").asText())
        .isEqualTo("O=Org,nonsense");
    assertThat(answer.path("managementPlaneInfo").get("directorURL").isNull()).isTrue();
    assertThat(answer.path("managementPlaneInfo").path("certificateSecuredConnectorURL").asText())
        .isEqualTo("http://x");
    assertThat(answer.has("token")).isFalse();
  }

  @Test
  void certificatesMayBeWrongInEveryWay() throws Exception {
    assertThat(issued(CertificateFlaw.FOREIGN_KEY).getPublicKey())
        .isNotEqualTo(TestAgent.keys().getPublic());
    assertThat(issued(CertificateFlaw.OTHER_COMMON_NAME).getSubjectX500Principal().getName())
        .contains("CN=somebody-else");
    assertThat(issued(CertificateFlaw.FROM_THE_FUTURE).getNotBefore().toInstant())
        .isAfter(clock.instant());
    assertThat(issued(CertificateFlaw.EXPIRED).getNotAfter().toInstant()).isBefore(clock.instant());
    X509Certificate refused = issued(CertificateFlaw.REFUSED_BY_SERVICES);
    assertThat(TestAgent.with(sandbox, refused).connector(TestAgent.CONFIGURATION).status())
        .isEqualTo(400);
    TestAgent alerted = TestAgent.with(sandbox, issued(CertificateFlaw.REFUSED_IN_HANDSHAKE));
    assertThatThrownBy(() -> alerted.director(VIEWER)).isInstanceOf(SSLException.class);
    assertThat(agent.director(VIEWER).status()).isEqualTo(200);
  }

  @Test
  void aWrongChainNamesAnAuthorityThatDidNotSign() throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);
    sandbox.fault(Fault.once(Faults.issue(CertificateFlaw.WRONG_CHAIN)));

    JsonNode signed =
        anonymous.sign(token.token(), TestAgent.request(subject(token))).data().path("result");

    X509Certificate leaf = TestAgent.decode(signed.path("clientCertificate").asText());
    X509Certificate told = TestAgent.decode(signed.path("caCertificate").asText());
    assertThatThrownBy(() -> leaf.verify(told.getPublicKey())).isInstanceOf(Exception.class);
    leaf.verify(Pem.readCertificate(sandbox.clientCaPem()).getPublicKey());
  }

  @Test
  void handshakesCanBeRefusedByAlert() throws Exception {
    sandbox.closeConnections(HostKind.MTLS);
    sandbox.fault(Fault.always(Faults.alert(45)).at(HostKind.MTLS));
    TestAgent fresh = TestAgent.paired(sandbox, runtime);

    assertThatThrownBy(() -> fresh.director(VIEWER))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("certificate_expired");
  }

  @Test
  void faultsCountTheirRequestsAndWaitForOneAnother() throws Exception {
    sandbox.fault(Fault.once(Faults.badGateway()).after(1));
    sandbox.fault(Fault.always(Faults.timedOut()).times(2));

    assertThat(agent.director(VIEWER).status()).isEqualTo(503);
    assertThat(agent.director(VIEWER).status()).isEqualTo(502);
    assertThat(agent.director(VIEWER).status()).isEqualTo(503);
    assertThat(agent.director(VIEWER).status()).isEqualTo(200);
    assertThat(sandbox.faults().pending()).isEmpty();
  }

  @Test
  void listsMoveBetweenTwoPages() throws Exception {
    for (int i = 1; i <= 4; i++) {
      sandbox.put(Application.named("app-" + i).withId(i + "0000000-0000-4000-8000-000000000000"));
    }
    sandbox.fault(
        Fault.once(
                Faults.afterwards(
                    () -> sandbox.landscape().remove("10000000-0000-4000-8000-000000000000")))
            .on("applicationsForRuntime"));
    String query =
        "{ applicationsForRuntime(runtimeID: \"RUNTIME\", first: 2, after: \"AFTER\") { data { name"
            + " } totalCount } }";

    Answer first = agent.director(query.replace("RUNTIME", runtime.id()).replace("AFTER", ""));
    Answer second =
        agent.director(query.replace("RUNTIME", runtime.id()).replace("AFTER", "RHBLdEo0ajlqRHEy"));

    assertThat(first.data().findValuesAsText("name")).containsExactly("mp-app-1", "mp-app-2");
    assertThat(second.data().findValuesAsText("name")).containsExactly("mp-app-4");
    assertThat(second.data().path("applicationsForRuntime").path("totalCount").asInt())
        .isEqualTo(3);
  }

  @Test
  void aFlawWaitsForTheSigningRequest() throws Exception {
    sandbox.fault(Fault.once(Faults.issue(CertificateFlaw.REFUSED_BY_SERVICES)));

    X509Certificate certificate = TestAgent.certificate(sandbox, runtime);

    assertThat(sandbox.revocations().isRevoked(Pem.hash(certificate))).isTrue();
  }

  private String next(FaultAction action) throws Exception {
    sandbox.fault(Fault.once(action));
    Answer answer = agent.director(VIEWER);
    return answer.status() + " " + answer.body();
  }

  private int statusAfter(FaultAction action) throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);
    sandbox.fault(Fault.once(action).on("configuration"));
    anonymous.configure(token);
    return anonymous.configure(token).status();
  }

  private X509Certificate issued(CertificateFlaw flaw) throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);
    sandbox.fault(Fault.once(Faults.issue(flaw)));
    Answer answer = anonymous.sign(token.token(), TestAgent.request(subject(token)));
    return TestAgent.decode(answer.data().path("result").path("clientCertificate").asText());
  }

  private static String subject(IssuedToken token) {
    return "O=Org,OU=OrgUnit,L=locality,ST=province,C=DE,CN=" + token.systemAuthId();
  }
}
