package dev.runtimeagent.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.X509KeyManager;
import okhttp3.tls.HeldCertificate;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientCertificateTest {
  @ParameterizedTest
  @CsvSource({"RSA, true", "RSA, false", "EC, true", "EC, false"})
  void showsCertificateWithKeyOfEachForm(String algorithm, boolean pkcs8) throws Exception {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
    var pair = generator.generateKeyPair();
    var held = new HeldCertificate.Builder().keyPair(pair).commonName("client").build();
    var key = pkcs8 ? held.privateKeyPkcs8Pem() : openssl(pair);

    var manager = provided(held.certificatePem(), key);

    var alias = manager.chooseClientAlias(new String[] {algorithm}, null, null);
    assertThat(fits(manager.getPrivateKey(alias), pair.getPublic())).isTrue();
    assertThat(manager.getCertificateChain(alias)).containsExactly(held.certificate());
  }

  @Test
  void isNoneWithoutBoth() throws Exception {
    assertThat(ClientCertificate.of(kubeconfig(Map.of("token", "t")))).isEmpty();
    assertThat(
            ClientCertificate.of(
                kubeconfig(Map.of("client-certificate-data", encoded("whatever")))))
        .isEmpty();
  }

  @Test
  void refusesWhatIsNoKeyWithoutQuotingIt() {
    var certificate = new HeldCertificate.Builder().build().certificatePem();
    for (var key :
        List.of(
            "canary",
            certificate,
            "-----BEGIN PRIVATE KEY-----\nY2FuYXJ5\n-----END PRIVATE KEY-----\n")) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> provided(certificate, key))
          .satisfies(e -> assertThat(e.toString()).doesNotContain("canary", "Y2FuYXJ5"));
    }
  }

  private static boolean fits(PrivateKey key, PublicKey other) throws GeneralSecurityException {
    var signature =
        Signature.getInstance(key instanceof RSAKey ? "SHA256withRSA" : "SHA256withECDSA");
    signature.initSign(key);
    var signed = signature.sign();
    signature.initVerify(other);
    return signature.verify(signed);
  }

  private static String openssl(KeyPair pair) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(
          pair.getPrivate() instanceof ECPrivateKey key
              ? new PemObject(
                  "EC PRIVATE KEY",
                  new org.bouncycastle.asn1.sec.ECPrivateKey(
                          256, key.getS(), SECObjectIdentifiers.secp256r1)
                      .getEncoded())
              : pair.getPrivate());
    }
    return text.toString();
  }

  private static X509KeyManager provided(String certificate, String key) throws IOException {
    var user =
        Map.of("client-certificate-data", encoded(certificate), "client-key-data", encoded(key));
    var client = new ApiClient();
    ClientCertificate.of(kubeconfig(user)).orElseThrow().provide(client);
    return (X509KeyManager) client.getKeyManagers()[0];
  }

  private static KubeConfig kubeconfig(Map<String, String> user) {
    var entries = new ArrayList<String>();
    user.forEach((name, value) -> entries.add(name + ": \"" + value + "\""));
    return KubeConfig.loadKubeConfig(
        new StringReader(
            """
            current-context: here
            contexts: [{name: here, context: {cluster: there, user: me}}]
            clusters: [{name: there, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: me, user: {%s}}]
            """
                .formatted(String.join(", ", entries))));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
