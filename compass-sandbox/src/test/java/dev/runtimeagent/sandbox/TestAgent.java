package dev.runtimeagent.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimeagent.sandbox.landscape.IssuedToken;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A plain client of a sandbox, with or without a certificate. */
final class TestAgent {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String CONFIGURATION =
      "query { result: configuration { token { token } certificateSigningRequestInfo { subject"
          + " keyAlgorithm } managementPlaneInfo { directorURL certificateSecuredConnectorURL } }"
          + " }";
  static final String SIGN =
      "mutation ($csr: String!) { result: signCertificateSigningRequest(csr: $csr) {"
          + " certificateChain caCertificate clientCertificate } }";

  private static final KeyPair KEYS = rsaKeys();

  private final CompassSandbox sandbox;
  private final HttpClient http;

  private TestAgent(CompassSandbox sandbox, HttpClient http) {
    this.sandbox = sandbox;
    this.http = http;
  }

  /** An answer, with its body as JSON if it is any. */
  record Answer(int status, String body, HttpResponse<String> response) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    JsonNode data() throws IOException {
      return json().path("data");
    }

    JsonNode error() throws IOException {
      return json().path("errors").path(0);
    }
  }

  static TestAgent withoutCertificate(CompassSandbox sandbox) throws Exception {
    return new TestAgent(sandbox, client(sandbox, new KeyManager[0]));
  }

  static TestAgent with(CompassSandbox sandbox, X509Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("client", KEYS.getPrivate(), new char[0], new Certificate[] {certificate});
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, new char[0]);
    return new TestAgent(sandbox, client(sandbox, managers.getKeyManagers()));
  }

  /** Pairs the Runtime and gives an agent with its certificate. */
  static TestAgent paired(CompassSandbox sandbox, RegisteredRuntime runtime) throws Exception {
    return with(sandbox, certificate(sandbox, runtime));
  }

  /** Pairs the Runtime. */
  static X509Certificate certificate(CompassSandbox sandbox, RegisteredRuntime runtime)
      throws Exception {
    TestAgent agent = withoutCertificate(sandbox);
    JsonNode configuration = agent.configure(sandbox.issueToken(runtime)).data().path("result");
    String subject = configuration.path("certificateSigningRequestInfo").path("subject").asText();
    Answer signed =
        agent.sign(configuration.path("token").path("token").asText(), request(subject));
    return decode(signed.data().path("result").path("clientCertificate").asText());
  }

  static X509Certificate decode(String base64) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }

  static KeyPair keys() {
    return KEYS;
  }

  private static KeyPair rsaKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A signing request in the Connector's form, base64 of PEM. */
  static String request(String subject) throws OperatorCreationException, IOException {
    return request(subject, KEYS, "SHA256withRSA");
  }

  static String request(String subject, KeyPair keys, String algorithm)
      throws OperatorCreationException, IOException {
    PKCS10CertificationRequest request =
        new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic())
            .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()));
    return pem(request.getEncoded());
  }

  static String pem(byte[] der) {
    String pem =
        "-----BEGIN CERTIFICATE REQUEST-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END CERTIFICATE REQUEST-----\n";
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static HttpClient client(CompassSandbox sandbox, KeyManager[] keyManagers)
      throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(
                    sandbox.serverCaPem().getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers, managers.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .sslContext(context)
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  Answer configure(IssuedToken token) throws IOException, InterruptedException {
    return configure(token.token());
  }

  Answer configure(String token) throws IOException, InterruptedException {
    return post(
        sandbox.tokenConnectorUrl(), Map.of("Connector-Token", token), CONFIGURATION, Map.of());
  }

  Answer sign(String token, String csr) throws IOException, InterruptedException {
    return post(
        sandbox.tokenConnectorUrl(), Map.of("Connector-Token", token), SIGN, Map.of("csr", csr));
  }

  Answer connector(String query) throws IOException, InterruptedException {
    return post(sandbox.mtlsConnectorUrl(), Map.of(), query, Map.of());
  }

  Answer director(String query) throws IOException, InterruptedException {
    return director(query, Map.of());
  }

  Answer director(String query, Map<String, Object> variables)
      throws IOException, InterruptedException {
    return post(sandbox.directorUrl(), Map.of(), query, variables);
  }

  Answer post(String url, Map<String, String> headers, String query, Map<String, Object> variables)
      throws IOException, InterruptedException {
    Map<String, Object> body = new HashMap<>();
    body.put("query", query);
    body.put("variables", variables.isEmpty() ? null : variables);
    return send("POST", url, "application/json", headers, JSON.writeValueAsString(body));
  }

  Answer send(
      String method, String url, String contentType, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(10))
            .method(method, BodyPublishers.ofString(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    headers.forEach(request::header);
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), response);
  }

  static List<String> texts(JsonNode list, String field) {
    return list.findValuesAsText(field);
  }

  static Optional<String> header(Answer answer, String name) {
    return answer.response().headers().firstValue(name);
  }
}
