package dev.runtimeagent.compass;

import dev.runtimeagent.application.port.Certificates.Verdict;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.Director.Access;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.application.port.SendGate;
import dev.runtimeagent.compass.connector.GraphqlConnector;
import dev.runtimeagent.compass.crypto.BouncyCastleCertificates;
import dev.runtimeagent.compass.director.GraphqlDirector;
import dev.runtimeagent.compass.http.CallLog;
import dev.runtimeagent.compass.http.CompassHttp;
import dev.runtimeagent.compass.http.EnvironmentAuthorities;
import dev.runtimeagent.compass.http.EnvironmentProxies;
import dev.runtimeagent.compass.http.HttpLimits;
import dev.runtimeagent.compass.http.ServerTrust;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A server that answers what it is told to, behind TLS, and clients that trust it. */
public final class ScriptedCompass implements AutoCloseable {
  public static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder()
          .commonName("Test Server CA")
          .certificateAuthority(0)
          .ecdsa256()
          .build();
  public static final HeldCertificate SERVER =
      new HeldCertificate.Builder()
          .commonName("localhost")
          .addSubjectAlternativeName("localhost")
          .signedBy(AUTHORITY)
          .ecdsa256()
          .build();
  public static final SecretText TOKEN = SecretText.of("canary-token-Zg==");
  public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  public static final PageRequest PAGE = new PageRequest(200, Optional.empty(), 200);

  private static final HeldCertificate CLIENT_AUTHORITY =
      new HeldCertificate.Builder()
          .commonName("Test Client CA")
          .certificateAuthority(0)
          .rsa2048()
          .build();
  private static final ClientCredential CREDENTIAL = newCredential("system-auth-1");

  private final MockWebServer server = new MockWebServer();
  private final Path authorities;

  public ScriptedCompass(Path folder) throws IOException {
    authorities = Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificatePem());
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(SERVER)
            .addTrustedCertificate(CLIENT_AUTHORITY.certificate())
            .build()
            .sslSocketFactory());
    server.requestClientAuth();
    server.start();
  }

  /** A client credential; an RSA key is made for each. */
  public static ClientCredential newCredential(String commonName) {
    var held =
        new HeldCertificate.Builder()
            .commonName(commonName)
            .signedBy(CLIENT_AUTHORITY)
            .rsa2048()
            .build();
    var verdict =
        new BouncyCastleCertificates()
            .read(
                SecretText.of(held.privateKeyPkcs1Pem()),
                held.certificatePem(),
                held.certificatePem() + CLIENT_AUTHORITY.certificatePem(),
                CLIENT_AUTHORITY.certificatePem());
    return ((Verdict.Good) verdict).credential();
  }

  public static ClientCredential credential() {
    return CREDENTIAL;
  }

  public MockWebServer server() {
    return server;
  }

  public Path authorities() {
    return authorities;
  }

  public URI url() {
    return URI.create("https://localhost:" + server.getPort() + "/connector/graphql");
  }

  public void answers(MockResponse.Builder response) {
    server.enqueue(response.build());
  }

  public void answers(int status, String body) {
    answers(new MockResponse.Builder().code(status).body(body));
  }

  public CompassHttp http(HttpLimits limits) {
    return new CompassHttp(
        limits,
        ServerTrust.verifying(Optional.of(authorities), EnvironmentAuthorities.of(Map.of())),
        EnvironmentProxies.of(Map.of()),
        () -> NOW,
        new CallLog(true));
  }

  public CompassHttp http() {
    return http(HttpLimits.STANDARD);
  }

  /** Limits under which a test for silence ends soon. */
  public static HttpLimits impatient() {
    return new HttpLimits(Duration.ofMillis(700), Duration.ofMillis(400), 1 << 20);
  }

  public CompassReply<Connector.Configuration> withToken(CompassHttp http, SendGate gate) {
    return new GraphqlConnector(http).configuration(url(), TOKEN, gate, "request-1");
  }

  public CompassReply<Connector.Configuration> withToken() {
    return withToken(http(), () -> true);
  }

  public CompassReply<Connector.Configuration> withCertificate() {
    return new GraphqlConnector(http()).configuration(url(), CREDENTIAL, "request-1");
  }

  public CompassReply<Director.Listing> applications() {
    return applications(http());
  }

  public CompassReply<Director.Listing> applications(CompassHttp http) {
    return new GraphqlDirector(http, 1 << 20)
        .applications(
            new Access(url(), CREDENTIAL, "runtime-1", Optional.of("tenant-1"), "request-1"), PAGE);
  }

  @Override
  public void close() {
    server.close();
  }
}
