package dev.runtimeagent.compass.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.runtimeagent.application.port.Certificates.Verdict;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.domain.SecretText;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.stream.Collectors;

/** Any text, as if it were a key, a certificate or a chain that somebody stored or signed. */
class CredentialTextFuzzTest {
  private static final int LONGEST_PROBLEM = 1000;

  private final BouncyCastleCertificates certificates = new BouncyCastleCertificates();

  @FuzzTest
  void aKeyIsReadAlikeWhenWrittenAgain(byte[] text) {
    RsaKeys.read(SecretText.of(new String(text, UTF_8)))
        .ifPresent(key -> assertThat(RsaKeys.read(RsaKeys.pkcs1(key))).contains(key));
  }

  @FuzzTest
  void certificatesAreReadAlikeWhenWrittenAgain(byte[] text) throws CertificateEncodingException {
    var read = X509.read(new String(text, UTF_8));
    var written = new StringBuilder();
    for (var certificate : read) {
      written.append(Pem.text("CERTIFICATE", certificate.getEncoded()));
    }
    assertThat(X509.read(written.toString())).isEqualTo(read);
  }

  /** Key, certificate, chain and authorities, with a zero byte between them. */
  @FuzzTest
  void aCredentialIsGoodOnlyIfItIsGoodAgain(byte[] texts) {
    var parts = new String(texts, UTF_8).split("\0", -1);
    var key = SecretText.of(part(parts, 0));

    var stored = certificates.read(key, part(parts, 1), part(parts, 2), part(parts, 3));
    assertStays(stored);
    assertStays(
        certificates.check(
            new SignedCertificates(part(parts, 2), part(parts, 3), part(parts, 1)), key, "id-1"));
    assertStays(
        certificates.check(
            new SignedCertificates(
                base64(part(parts, 2)), base64(part(parts, 3)), base64(part(parts, 1))),
            key,
            "id-1"));
  }

  private void assertStays(Verdict verdict) {
    switch (verdict) {
      case Verdict.Good(var credential) ->
          assertThat(
                  certificates.read(
                      credential.privateKey(),
                      credential.certificate(),
                      credential.chain(),
                      credential.authorities()))
              .isEqualTo(verdict);
      case Verdict.Bad(var problems) ->
          assertThat(problems)
              .isNotEmpty()
              .allSatisfy(problem -> assertThat(problem).isNotBlank())
              .satisfies(all ->
                  assertThat(all.stream().collect(Collectors.joining(" ")))
                      .hasSizeLessThan(LONGEST_PROBLEM));
    }
  }

  private static String part(String[] parts, int index) {
    return index < parts.length ? parts[index] : "";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
