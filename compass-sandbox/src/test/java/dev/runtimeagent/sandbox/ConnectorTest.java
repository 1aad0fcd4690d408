package dev.runtimeagent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.TestAgent.Answer;
import dev.runtimeagent.sandbox.landscape.IssuedToken;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectorTest {

  private final AdjustableClock clock = new AdjustableClock(Instant.now());
  private CompassSandbox sandbox;
  private RegisteredRuntime runtime;
  private TestAgent anonymous;

  @BeforeEach
  void start() throws Exception {
    sandbox = CompassSandbox.start(SandboxOptions.defaults().withClock(clock));
    runtime = sandbox.registerRuntime("kyma");
    anonymous = TestAgent.withoutCertificate(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void tokensHave88CharactersAndASystemAuthEach() {
    IssuedToken first = sandbox.issueToken(runtime);
    IssuedToken second = sandbox.issueToken(runtime);

    assertThat(first.token()).hasSize(88).endsWith("==").matches("[-_A-Za-z0-9]{86}==");
    assertThat(first.systemAuthId()).isNotEqualTo(second.systemAuthId());
  }

  @Test
  void configurationTellsSubjectUrlsAndAFreshToken() throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);

    JsonNode answer = anonymous.configure(token).data().path("result");

    assertThat(answer.path("certificateSigningRequestInfo").path("subject").asText())
        .isEqualTo("O=Org,OU=OrgUnit,L=locality,ST=province,C=DE,CN=" + token.systemAuthId());
    assertThat(answer.path("certificateSigningRequestInfo").path("keyAlgorithm").asText())
        .isEqualTo("rsa2048");
    assertThat(answer.path("managementPlaneInfo").path("directorURL").asText())
        .isEqualTo(sandbox.directorUrl());
    assertThat(answer.path("managementPlaneInfo").path("certificateSecuredConnectorURL").asText())
        .isEqualTo(sandbox.mtlsConnectorUrl());
    assertThat(answer.path("token").path("token").asText()).hasSize(88).isNotEqualTo(token.token());
  }

  @Test
  void aTokenIsGoodForOneRequestWhateverItsOutcome() throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);
    Answer invalid =
        anonymous.post(
            sandbox.tokenConnectorUrl(),
            Map.of("Connector-Token", token.token()),
            "query { nonsense }",
            Map.of());

    Answer answer = anonymous.configure(token);

    assertThat(invalid.status()).isEqualTo(422);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
    assertThat(TestAgent.header(answer, "content-type")).contains("application/json");
  }

  @Test
  void missingUnknownAndExpiredTokensAreRefusedAlike() throws Exception {
    IssuedToken expired = sandbox.issueToken(runtime);
    clock.forward(Duration.ofMinutes(60));

    assertThat(anonymous.configure(expired).status()).isEqualTo(400);
    assertThat(anonymous.configure("nobody-knows-it").status()).isEqualTo(400);
    Answer missing =
        anonymous.post(sandbox.tokenConnectorUrl(), Map.of(), TestAgent.CONFIGURATION, Map.of());
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.body()).isEmpty();
  }

  @Test
  void aTokenInTheQueryCountsOnlyWithoutHeader() throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);

    Answer answer =
        anonymous.post(
            sandbox.tokenConnectorUrl() + "?token=" + token.token(),
            Map.of(),
            TestAgent.CONFIGURATION,
            Map.of());

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void refusesWithErrorTIfToldSo() throws Exception {
    sandbox.conduct().setRefusal(Refusal.ERROR_T);

    Answer configuration = anonymous.configure("unknown");
    Answer signing = anonymous.sign("unknown", "");

    assertThat(configuration.status()).isEqualTo(200);
    assertThat(configuration.error().path("message").asText())
        .isEqualTo(
            "Failed to authenticate request. Token authentication error: Failed to authenticate"
                + " with one time token.. Certificate authentication error: Failed to authenticate"
                + " with Certificate. Invalid subject.");
    assertThat(configuration.error().path("path").path(0).asText()).isEqualTo("result");
    assertThat(configuration.error().has("extensions")).isFalse();
    assertThat(configuration.json().get("data").isNull()).isTrue();
    assertThat(signing.error().path("message").asText())
        .startsWith("Failed to authenticate with token: Failed to authenticate request.");
  }

  @Test
  void theCertificateHasTheConnectorsProperties() throws Exception {
    X509Certificate certificate = TestAgent.certificate(sandbox, runtime);

    assertThat(certificate.getSerialNumber()).isEqualTo(BigInteger.TWO);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(certificate.getKeyUsage()).startsWith(true, false);
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(
            Duration.between(
                certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant()))
        .isEqualTo(Duration.ofDays(90));
    assertThat(certificate.getNotBefore().toInstant())
        .isBetween(clock.instant().minusSeconds(1), clock.instant());
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo(
            "CN=%s,ST=province,L=locality,OU=OrgUnit,O=Org,C=DE"
                .formatted(sandbox.systemAuths().all().getFirst().id()));
  }

  @Test
  void theChainStartsWithTheLeafAndEndsWithTheRootIfAttached() throws Exception {
    try (CompassSandbox rooted =
        CompassSandbox.start(SandboxOptions.defaults().withRootAttached(true))) {
      TestAgent agent = TestAgent.withoutCertificate(rooted);
      IssuedToken token = rooted.issueToken(rooted.registerRuntime("kyma"));
      String next =
          agent.configure(token).data().path("result").path("token").path("token").asText();

      JsonNode signed = agent.sign(next, TestAgent.request(subject(token))).data().path("result");

      String chain = decoded(signed.path("certificateChain"));
      assertThat(chain)
          .isEqualTo(
              decoded(signed.path("clientCertificate")) + decoded(signed.path("caCertificate")));
      assertThat(chain.split("BEGIN CERTIFICATE", -1)).hasSize(4);
    }
  }

  @Test
  void checksTheRequestInOrderWithItsTexts() throws Exception {
    String prefix = "Error while signing Certificate Signing Request: ";
    assertThat(answerTo("not base64!"))
        .isEqualTo(
            "Error while decoding Certificate Signing Request: Error while parsing base64"
                + " content. Incorrect value provided.");
    assertThat(answerTo(Base64.getEncoder().encodeToString(new byte[] {1, 2, 3})))
        .isEqualTo(prefix + "Error while decoding pem block.");
    assertThat(answerTo(TestAgent.pem(new byte[] {1, 2, 3})))
        .startsWith(prefix + "Error while parsing CSR: ");
    assertThat(refusal("C=PL,CN=other")).isEqualTo(prefix + "CSR: Invalid common name provided.");
    assertThat(refusal("O=Wrong,CN=%s")).isEqualTo(prefix + "CSR: No country provided.");
    assertThat(refusal("O=Wrong,C=PL,CN=%s")).isEqualTo(prefix + "CSR: Invalid country provided.");
    assertThat(refusal("O=Wrong,C=DE,CN=%s"))
        .isEqualTo(prefix + "CSR: Invalid organization provided.");
    assertThat(refusal("O=Org,C=DE,CN=%s"))
        .isEqualTo(prefix + "CSR: No organizational unit provided.");
    assertThat(refusal("OU=OrgUnit,O=Org,C=DE,CN=%s"))
        .isEqualTo(prefix + "CSR: No locality provided.");
    assertThat(refusal("L=locality,OU=OrgUnit,O=Org,ST=Province,C=DE,CN=%s"))
        .isEqualTo(prefix + "CSR: Invalid province provided.");
  }

  @Test
  void comparesTheFirstValueOfAnAttributeOnly() throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);
    String request =
        TestAgent.request(
            "OU=OrgUnit,OU=Second,L=locality,O=Org,ST=province,C=DE,CN=" + token.systemAuthId());

    assertThat(anonymous.sign(token.token(), request).error().isMissingNode()).isTrue();
  }

  @Test
  void refusesKeysThatAreNotRsa() throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);
    KeyPair elliptic = KeyPairGenerator.getInstance("EC").generateKeyPair();

    Answer answer =
        anonymous.sign(
            token.token(), TestAgent.request(subject(token), elliptic, "SHA256withECDSA"));

    assertThat(answer.error().path("message").asText())
        .isEqualTo(
            "Error while signing Certificate Signing Request: Error while creating certificate:"
                + " x509: requested SignatureAlgorithm does not match private key type");
  }

  @Test
  void renewsOverMtlsWithoutToken() throws Exception {
    X509Certificate first = TestAgent.certificate(sandbox, runtime);
    TestAgent agent = TestAgent.with(sandbox, first);
    JsonNode configuration = agent.connector(TestAgent.CONFIGURATION).data().path("result");
    String subject = configuration.path("certificateSigningRequestInfo").path("subject").asText();
    clock.forward(Duration.ofSeconds(2));

    Answer renewed =
        agent.post(
            sandbox.mtlsConnectorUrl(),
            Map.of(),
            TestAgent.SIGN,
            Map.of("csr", TestAgent.request(subject)));

    X509Certificate second =
        TestAgent.decode(renewed.data().path("result").path("clientCertificate").asText());
    assertThat(second).isNotEqualTo(first);
    assertThat(TestAgent.with(sandbox, second).connector(TestAgent.CONFIGURATION).status())
        .isEqualTo(200);
    assertThat(agent.connector(TestAgent.CONFIGURATION).status()).isEqualTo(200);
    assertThat(sandbox.systemAuths().all()).hasSize(1);
  }

  @Test
  void theFirstRequestWithACertificateErasesTheOutstandingToken() throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);
    X509Certificate certificate = certificateOf(token);
    IssuedToken outstanding = sandbox.systemAuths().reissue(token.systemAuthId());

    TestAgent.with(sandbox, certificate).director("{ viewer { id } }");

    assertThat(anonymous.configure(outstanding).status()).isEqualTo(400);
  }

  @Test
  void aRevokedCertificateIsRefusedByBothServicesAndOthersAreNot() throws Exception {
    TestAgent revoked = TestAgent.paired(sandbox, runtime);
    TestAgent other = TestAgent.paired(sandbox, runtime);

    Answer revocation = revoked.connector("mutation { result: revokeCertificate }");

    assertThat(revocation.data().path("result").asBoolean()).isTrue();
    assertThat(revoked.connector(TestAgent.CONFIGURATION).status()).isEqualTo(400);
    assertThat(revoked.director("{ viewer { id } }").error().path("extensions").path("error_code"))
        .hasToString("23");
    assertThat(other.connector(TestAgent.CONFIGURATION).status()).isEqualTo(200);
  }

  @Test
  void revocationTakesEffectAfterItsDelay() throws Exception {
    sandbox.revocations().setDelay(Duration.ofSeconds(5));
    TestAgent agent = TestAgent.paired(sandbox, runtime);
    agent.connector("mutation { revokeCertificate }");

    assertThat(agent.connector(TestAgent.CONFIGURATION).status()).isEqualTo(200);
    clock.forward(Duration.ofSeconds(5));
    assertThat(agent.connector(TestAgent.CONFIGURATION).status()).isEqualTo(400);
  }

  @Test
  void revokingNeedsACertificate() throws Exception {
    Answer answer =
        anonymous.post(
            sandbox.tokenConnectorUrl(),
            Map.of("Connector-Token", sandbox.issueToken(runtime).token()),
            "mutation { result: revokeCertificate }",
            Map.of());

    assertThat(answer.error().path("message").asText())
        .isEqualTo(
            "Failed to authenticate with certificate: Failed to authenticate with Certificate."
                + " Invalid subject.");
  }

  @Test
  void anUnregisteredRuntimeIsRefusedWithAllItsCertificates() throws Exception {
    TestAgent agent = TestAgent.paired(sandbox, runtime);
    IssuedToken token = sandbox.issueToken(runtime);

    sandbox.unregister(runtime.id());

    assertThat(agent.connector(TestAgent.CONFIGURATION).status()).isEqualTo(400);
    assertThat(anonymous.configure(token).status()).isEqualTo(400);
  }

  @Test
  void anotherTenantsNameIsAnErrorOfConfiguration() throws Exception {
    sandbox.landscape().addTenant("somebody-else");
    TestAgent agent = TestAgent.paired(sandbox, runtime);

    Answer answer =
        agent.post(
            sandbox.mtlsConnectorUrl(),
            Map.of("Tenant", "somebody-else"),
            TestAgent.CONFIGURATION,
            Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.error().path("message").asText())
        .startsWith("Failed to get one-time token during fetching configuration process: ");
  }

  @Test
  void emptyArgumentListsAreTakenUnlessToldOtherwise() throws Exception {
    String query = TestAgent.CONFIGURATION.replace("configuration", "configuration()");
    TestAgent agent = TestAgent.paired(sandbox, runtime);

    assertThat(agent.connector(query).status()).isEqualTo(200);
    sandbox.conduct().setEmptyArgumentsTolerated(false);
    Answer strict = agent.connector(query);
    assertThat(strict.status()).isEqualTo(422);
    assertThat(strict.error().path("extensions").path("code").asText())
        .isEqualTo("GRAPHQL_PARSE_FAILED");
  }

  @Test
  void aSigningRequestMayBePartOfTheQuery() throws Exception {
    String csr = "A".repeat(100_000);
    String query =
        "mutation { signCertificateSigningRequest(csr: \"" + csr + "\") { caCertificate } }";

    Answer answer = TestAgent.paired(sandbox, runtime).connector(query);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.error().path("message").asText()).contains("Certificate Signing Request");
  }

  @Test
  void announcedUrlsMayChange() throws Exception {
    sandbox.announce("https://localhost:1/director/graphql", "https://localhost:2/connector");

    JsonNode answer = anonymous.configure(sandbox.issueToken(runtime)).data().path("result");

    assertThat(answer.path("managementPlaneInfo").path("directorURL").asText())
        .isEqualTo("https://localhost:1/director/graphql");
  }

  private X509Certificate certificateOf(IssuedToken token) throws Exception {
    String next =
        anonymous.configure(token).data().path("result").path("token").path("token").asText();
    return TestAgent.decode(
        anonymous
            .sign(next, TestAgent.request(subject(token)))
            .data()
            .path("result")
            .path("clientCertificate")
            .asText());
  }

  private static String subject(IssuedToken token) {
    return "O=Org,OU=OrgUnit,L=locality,ST=province,C=DE,CN=" + token.systemAuthId();
  }

  private String refusal(String subject) throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);
    return anonymous
        .sign(token.token(), TestAgent.request(subject.formatted(token.systemAuthId())))
        .error()
        .path("message")
        .asText();
  }

  private String answerTo(String request) throws Exception {
    IssuedToken token = sandbox.issueToken(runtime);
    return anonymous.sign(token.token(), request).error().path("message").asText();
  }

  private static String decoded(JsonNode text) {
    return new String(Base64.getDecoder().decode(text.asText()), StandardCharsets.US_ASCII);
  }
}
