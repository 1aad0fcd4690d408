package dev.runtimeagent.compass.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.compass.BeforeScriptedCompass;
import dev.runtimeagent.compass.SandboxFixture;
import dev.runtimeagent.compass.ScriptedCompass;
import dev.runtimeagent.compass.connector.GraphqlConnector;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.sandbox.certificate.ServerPresence;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told when no HTTP answer came. */
class TransportFailureTest extends BeforeScriptedCompass {
  private static SandboxFixture sandbox;
  private static ClientCredential credential;

  @BeforeAll
  static void startSandbox(@TempDir Path folder) {
    sandbox = new SandboxFixture(folder);
    credential = sandbox.pair();
  }

  @AfterAll
  static void stopSandbox() {
    sandbox.close();
  }

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  @Nested
  class BeforeAnythingWasSent {
    @Test
    void tellsANameThatNobodyKnows() {
      assertUnsent(
          tokenTo("https://unknown.compass.test/connector/graphql"),
          Unsent.Reason.NAME_NOT_RESOLVED,
          "unknown.compass.test");
    }

    @Test
    void tellsARefusedConnection() throws IOException {
      int port;
      try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = closed.getLocalPort();
      }

      assertUnsent(
          tokenTo("https://localhost:" + port + "/connector/graphql"),
          Unsent.Reason.NOT_CONNECTED,
          "localhost:" + port + " refused the connection");
    }

    @Test
    void tellsAHostNameThatTheCertificateIsNotFor() {
      assertUnsent(
          tokenTo("https://other.compass.test:" + compass.server().getPort() + "/"),
          Unsent.Reason.WRONG_HOST_NAME,
          "but for: localhost");
    }

    @Test
    void tellsAnAuthorityThatIsNotTrusted() {
      var http =
          new CompassHttp(
              HttpLimits.STANDARD,
              ServerTrust.verifying(Optional.empty(), EnvironmentAuthorities.of(Map.of())),
              EnvironmentProxies.of(Map.of()),
              () -> ScriptedCompass.NOW,
              new CallLog(true));

      assertUnsent(
          compass.withToken(http, () -> true),
          Unsent.Reason.SERVER_NOT_TRUSTED,
          "\"CN=Test Server CA\" is trusted neither by the platform nor by the file");
    }

    @Test
    void tellsAServerCertificateThatHasExpired() throws IOException {
      var expired =
          new HeldCertificate.Builder()
              .addSubjectAlternativeName("localhost")
              .validityInterval(0, 1_000)
              .signedBy(ScriptedCompass.AUTHORITY)
              .build();
      try (var server = new MockWebServer()) {
        server.useHttps(
            new HandshakeCertificates.Builder()
                .heldCertificate(expired)
                .build()
                .sslSocketFactory());
        server.start();

        assertUnsent(
            tokenTo("https://localhost:" + server.getPort() + "/"),
            Unsent.Reason.SERVER_OUT_OF_DATE,
            "has expired (the certificate is valid until 1970-01-01T00:00:01Z)");
      }
    }

    @Test
    void tellsAServerThatSpeaksNoTls() throws IOException {
      try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
        Thread.startVirtualThread(() -> {
          try {
            while (true) {
              var connection = server.accept();
              connection
                  .getOutputStream()
                  .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
              connection.getOutputStream().flush();
            }
          } catch (IOException _) {
            // The test is over.
          }
        });

        assertUnsent(
            tokenTo("https://localhost:" + server.getLocalPort() + "/"),
            Unsent.Reason.TLS_FAILED,
            "no TLS connection to localhost:" + server.getLocalPort());
      }
    }

    @Test
    void tellsAServerThatHangsUpInTheHandshake() throws Exception {
      try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
        Thread.startVirtualThread(() -> {
          try {
            while (true) {
              server.accept().close();
            }
          } catch (IOException _) {
            // The test is over.
          }
        });

        assertUnsent(
            tokenTo("https://localhost:" + server.getLocalPort() + "/"),
            Unsent.Reason.TLS_FAILED,
            "localhost");
      }
    }

    @Test
    void tellsAServerThatNeverFinishesTheHandshake() throws Exception {
      try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
        assertUnsent(
            tokenTo("https://localhost:" + server.getLocalPort() + "/"),
            Unsent.Reason.NOT_CONNECTED,
            "did not finish the TLS handshake in time");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://localhost/connector/graphql?token=canary",
          "https:///connector",
          "ftp://user:canary@localhost/",
          "urn:compass"
        })
    void tellsAUrlThatIsNotOneForHttps(String url) {
      var reply = tokenTo(url);

      assertUnsent(reply, Unsent.Reason.BAD_URL, "is not an https URL");
      assertThat(reply.problem()).doesNotContain("canary");
    }

    @Test
    void tellsAnUrlOfTheHostForCertificatesWithoutLosingTheToken() {
      var token = sandbox.issueToken();

      var reply =
          sandbox
              .connector()
              .configuration(sandbox.securedConnector(), token, () -> true, "request-1");

      assertUnsent(reply, Unsent.Reason.TLS_FAILED, "asks for a client certificate");
      assertThat(sandbox.configuration(token)).isInstanceOf(CompassReply.Answered.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WRONG_HOST_NAME", "UNTRUSTED", "EXPIRED"})
    void keepsTheTokenWhereTheServerIsNotTheRightOne(String presence) {
      var token = sandbox.issueToken();
      sandbox.sandbox().conduct().setPresence(ServerPresence.valueOf(presence));
      assertThat(sandbox.configuration(token)).isInstanceOf(Unsent.class);

      sandbox.sandbox().conduct().setPresence(ServerPresence.TRUSTED);

      assertThat(sandbox.configuration(token)).isInstanceOf(CompassReply.Answered.class);
    }
  }

  @Nested
  class AtTheCertificate {
    @ParameterizedTest
    @ValueSource(ints = {42, 43, 44, 45, 46, 48, 49, 116})
    void takesAnAlertAboutTheCertificateForARefusal(int alert) {
      sandbox.sandbox().fault(Fault.always(Faults.alert(alert)));

      assertThat(
              sandbox
                  .connector()
                  .configuration(sandbox.securedConnector(), credential, "request-1"))
          .isInstanceOfSatisfying(
              NotAuthenticated.class,
              refused -> assertThat(refused.detail()).contains("TLS alert"));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 70, 80, 112})
    void takesOtherAlertsForAFailureOfTls(int alert) {
      sandbox.sandbox().fault(Fault.always(Faults.alert(alert)));

      assertUnsent(
          sandbox.connector().configuration(sandbox.securedConnector(), credential, "request-1"),
          Unsent.Reason.TLS_FAILED,
          "TLS alert");
    }

    @Test
    void recognisesARefusalThatComesAfterTheHandshakeEveryTime() {
      var refused = sandbox.pair();
      sandbox.sandbox().revocations().refuseInHandshake(refused.facts().fingerprint());

      for (int i = 0; i < 20; i++) {
        assertThat(
                sandbox.connector().configuration(sandbox.securedConnector(), refused, "request-1"))
            .isInstanceOf(NotAuthenticated.class);
      }
    }
  }

  @Nested
  class AfterSending {
    @Test
    void tellsACutConnection() {
      compass.answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));

      assertFailed(compass.withToken(), Failed.Kind.CUT);
    }

    @Test
    void tellsACutInTheMiddleOfTheAnswer() {
      compass.answers(
          new MockResponse.Builder()
              .body("{\"data\":" + " ".repeat(100_000) + "{}}")
              .onResponseBody(new SocketEffect.CloseSocket()));

      assertFailed(compass.withToken(), Failed.Kind.CUT);
    }

    @Test
    void tellsSilence() {
      compass.answers(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));

      assertFailed(
          compass.withToken(compass.http(ScriptedCompass.impatient()), () -> true),
          Failed.Kind.TIMED_OUT);
    }

    @Test
    void tellsAnAnswerThatDripsTooSlowly() {
      compass.answers(
          new MockResponse.Builder()
              .body("{\"data\":" + " ".repeat(100_000) + "{}}")
              .throttleBody(1_000, 100, TimeUnit.MILLISECONDS));

      assertFailed(
          compass.withToken(compass.http(ScriptedCompass.impatient()), () -> true),
          Failed.Kind.TOO_SLOW);
    }

    @Test
    void endsAtOnceWhenTheCallingThreadIsInterrupted() throws Exception {
      compass.answers(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
      var sent = new CountDownLatch(1);
      var reply = new CompletableFuture<CompassReply<?>>();
      var caller =
          Thread.startVirtualThread(() ->
              reply.complete(
                  compass.withToken(
                      compass.http(),
                      () -> {
                        sent.countDown();
                        return true;
                      })));
      assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
      compass.server().takeRequest(10, TimeUnit.SECONDS);

      caller.interrupt();

      assertFailed(reply.get(5, TimeUnit.SECONDS), Failed.Kind.CUT);
    }

    @Test
    void endsAQuestionAtOnceWhenTheCallingThreadIsInterrupted() throws Exception {
      compass.answers(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
      var reply = new CompletableFuture<CompassReply<?>>();
      var caller = Thread.startVirtualThread(() -> reply.complete(compass.applications()));
      compass.server().takeRequest(10, TimeUnit.SECONDS);

      caller.interrupt();

      assertFailed(reply.get(5, TimeUnit.SECONDS), Failed.Kind.CUT);
    }
  }

  @Test
  void endsConnectingAtOnceWhenTheCallingThreadIsInterrupted() throws Exception {
    try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var reply = new CompletableFuture<CompassReply<?>>();
      var caller =
          Thread.startVirtualThread(() ->
              reply.complete(
                  new GraphqlConnector(compass.http())
                      .configuration(
                          URI.create("https://localhost:" + server.getLocalPort() + "/"),
                          ScriptedCompass.TOKEN,
                          () -> true,
                          "request-1")));
      try (Socket accepted = server.accept()) {
        assertThat(accepted.getInputStream().read()).isNotNegative();
        caller.interrupt();

        assertUnsent(reply.get(5, TimeUnit.SECONDS), Unsent.Reason.NOT_CONNECTED, "given up");
      }
    }
  }

  private CompassReply<?> tokenTo(String url) {
    return new GraphqlConnector(compass.http(ScriptedCompass.impatient()))
        .configuration(URI.create(url), ScriptedCompass.TOKEN, () -> true, "request-1");
  }

  private static void assertUnsent(CompassReply<?> reply, Unsent.Reason reason, String part) {
    assertThat(reply)
        .as(reply.problem())
        .isInstanceOfSatisfying(
            Unsent.class, unsent -> assertThat(unsent.reason()).isEqualTo(reason));
    assertThat(reply.problem()).contains(part);
  }

  private static void assertFailed(CompassReply<?> reply, Failed.Kind kind) {
    assertThat(reply)
        .as(reply.problem())
        .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.kind()).isEqualTo(kind));
    assertThat(reply.problem()).startsWith("localhost:");
  }
}
