package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a token to Synchronized, and what is left in the store. */
class FirstConnectionTest {
  @RegisterExtension final Scene scene = Scene.usual();

  @Test
  void leadsFromATokenToADocumentWithEveryDocumentedField() throws Exception {
    var before = Instant.now().minusSeconds(1);
    scene.putApplications(10);
    scene.synchronize();
    var store = scene.store();
    assertThat(store.at("/spec/managementInfo/connectorUrl").asText())
        .isEqualTo(scene.compass().mtlsConnectorUrl());
    assertThat(store.at("/spec/managementInfo/directorUrl").asText())
        .isEqualTo(scene.compass().directorUrl());
    assertThat(store.at("/status/connectionState").asText()).isEqualTo("Synchronized");
    assertThat(store.at("/status/connectionStatus/renewed").isNull()).isTrue();
    assertThat(store.document().orElseThrow().findValues("error")).isEmpty();
    for (var time :
        List.of(
            "/status/connectionStatus/certificateStatus/acquired",
            "/status/connectionStatus/certificateStatus/notBefore",
            "/status/connectionStatus/established",
            "/status/connectionStatus/lastSync",
            "/status/connectionStatus/lastSuccess",
            "/status/synchronizationStatus/lastAttempt",
            "/status/synchronizationStatus/lastSuccessfulFetch",
            "/status/synchronizationStatus/lastSuccessfulApplication")) {
      assertThat(Instant.parse(store.at(time).asText()))
          .as(time)
          .isBetween(before.minusSeconds(1), Instant.now());
    }
    var notAfter =
        Instant.parse(store.at("/status/connectionStatus/certificateStatus/notAfter").asText());
    assertThat(notAfter)
        .isBetween(before.plus(Duration.ofDays(90)), Instant.now().plus(Duration.ofDays(90)));
    assertThat(store.at("/status/applications/managed").asInt()).isEqualTo(10);
    assertThat(store.applicationNames()).hasSize(10).contains("mp-app-0", "mp-app-9");
    assertThat(scene.compass().landscape().runtime(scene.runtime().id()).orElseThrow().labels())
        .containsEntry("runtime_consoleUrl", "https://console.kyma.local")
        .containsEntry("runtime_eventServiceUrl", "https://gateway.kyma.local");
  }

  @Test
  void storesAChainThatHoldsAndAKeyThatFits() throws Exception {
    scene.putApplications(1);
    scene.synchronize();
    var store = scene.store();
    var chain = certificates(store.entry(store.credentials(), "crtChain"));
    var leaf = certificates(store.entry(store.credentials(), "crt")).getFirst();
    var authorities = certificates(store.entry(store.authorities(), "cacert"));
    assertThat(chain.getFirst()).isEqualTo(leaf);
    assertThat(chain).containsAll(authorities);
    for (int i = 0; i + 1 < chain.size(); i++) {
      chain.get(i).verify(chain.get(i + 1).getPublicKey());
    }
    var message = "prove it".getBytes(StandardCharsets.UTF_8);
    var signer = Signature.getInstance("SHA256withRSA");
    signer.initSign(privateKey(store.entry(store.credentials(), "key")));
    signer.update(message);
    var signed = signer.sign();
    signer.initVerify(leaf);
    signer.update(message);
    assertThat(signer.verify(signed)).isTrue();
  }

  @Test
  void keepsSecretsToItsUserAndNoJournal() throws Exception {
    scene.putApplications(3);
    scene.synchronize();
    var store = scene.store();
    assertThat(store.mode(store.credentials())).isEqualTo("rw-------");
    assertThat(store.mode(store.authorities())).isEqualTo("rw-------");
    assertThat(store.journal()).doesNotExist();
    try (var secrets = Files.list(store.secrets())) {
      assertThat(secrets.toList())
          .hasSize(3)
          .allSatisfy(secret -> assertThat(store.mode(secret)).isEqualTo("rw-------"));
    }
  }

  @Test
  void restartsFromTheStoredCredentialWithoutToken() throws Exception {
    scene.putApplications(2);
    scene.synchronize().end();
    Files.delete(scene.store().configuration());
    var tokenCalls = scene.tokenCalls();
    var auths = scene.compass().systemAuths().all().size();
    var traces = scene.store().traces();
    scene.start().awaitState("Synchronized");
    scene.awaitSynchronization();
    assertThat(scene.tokenCalls()).isEqualTo(tokenCalls);
    assertThat(scene.compass().systemAuths().all()).hasSize(auths);
    var now = scene.store().traces();
    now.remove("connection/compass-connection.yaml");
    traces.keySet().retainAll(now.keySet());
    assertThat(now).isEqualTo(traces);
  }

  private static List<X509Certificate> certificates(String pem) throws Exception {
    var certificates = new ArrayList<X509Certificate>();
    for (var certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
      certificates.add((X509Certificate) certificate);
    }
    return certificates;
  }

  /** The key is PKCS#1, as the Go agent writes it; the JDK reads it wrapped as PKCS#8. */
  private static PrivateKey privateKey(String pem) throws Exception {
    assertThat(pem).startsWith("-----BEGIN RSA PRIVATE KEY-----");
    var key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    var rsa = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");
    var wrapped = der(0x30, concatenated(rsa, der(0x04, key)));
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(wrapped));
  }

  private static byte[] der(int tag, byte[] content) {
    var length = content.length;
    var head = new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    return concatenated(head, content);
  }

  private static byte[] concatenated(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }
}
