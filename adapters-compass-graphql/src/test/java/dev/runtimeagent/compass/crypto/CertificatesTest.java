package dev.runtimeagent.compass.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.Certificates.Verdict;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {
  private static final HeldCertificate ROOT = authority("Root", null);
  private static final HeldCertificate CA = authority("CA", ROOT);
  private static final HeldCertificate LEAF = leaf("id-1", CA);
  private static final SecretText KEY = SecretText.of(LEAF.privateKeyPkcs1Pem());
  private static final String CHAIN = LEAF.certificatePem() + CA.certificatePem();

  private final BouncyCastleCertificates certificates = new BouncyCastleCertificates();

  @Test
  void findsAnAnswerGoodThatFits() throws Exception {
    var verdict = certificates.check(answer(LEAF.certificatePem(), CHAIN), KEY, "id-1");

    assertThat(verdict).isInstanceOf(Verdict.Good.class);
    var credential = ((Verdict.Good) verdict).credential();
    assertThat(credential.privateKey()).isEqualTo(KEY);
    assertThat(credential.certificate()).isEqualTo(LEAF.certificatePem());
    assertThat(credential.chain()).isEqualTo(CHAIN);
    assertThat(credential.authorities()).isEqualTo(CA.certificatePem());
    assertThat(credential.facts().commonName()).isEqualTo("id-1");
    assertThat(credential.facts().fingerprint())
        .isEqualTo(Sha256.hex(LEAF.certificate().getEncoded()));
    assertThat(credential.facts().notAfter())
        .isEqualTo(LEAF.certificate().getNotAfter().toInstant());
  }

  @Test
  void acceptsARootBehindTheAuthorityAndLineBreaksInTheBase64() {
    var authorities = CA.certificatePem() + ROOT.certificatePem();
    var wrapped = Base64.getMimeEncoder();

    assertThat(
            certificates.check(
                new SignedCertificates(
                    wrapped.encodeToString((LEAF.certificatePem() + authorities).getBytes(UTF_8)),
                    wrapped.encodeToString(authorities.getBytes(UTF_8)),
                    wrapped.encodeToString(LEAF.certificatePem().getBytes(UTF_8))),
                KEY,
                "id-1"))
        .isInstanceOf(Verdict.Good.class);
  }

  @Test
  void judgesNoDates() {
    var expired =
        new HeldCertificate.Builder()
            .commonName("id-1")
            .keyPair(LEAF.keyPair())
            .signedBy(CA)
            .validityInterval(0, 1_000)
            .build();
    var future =
        new HeldCertificate.Builder()
            .commonName("id-1")
            .keyPair(LEAF.keyPair())
            .signedBy(CA)
            .validityInterval(
                Instant.parse("2999-01-01T00:00:00Z").toEpochMilli(),
                Instant.parse("2999-01-01T00:00:00Z").plus(Duration.ofDays(1)).toEpochMilli())
            .build();

    for (var held : new HeldCertificate[] {expired, future}) {
      assertThat(
              certificates.check(
                  answer(held.certificatePem(), held.certificatePem() + CA.certificatePem()),
                  KEY,
                  "id-1"))
          .isInstanceOf(Verdict.Good.class);
    }
  }

  @Test
  void tellsAnotherKey() {
    var other = SecretText.of(leaf("x", CA).privateKeyPkcs1Pem());

    assertBad(
        certificates.check(answer(LEAF.certificatePem(), CHAIN), other, "id-1"),
        "The certificate was issued for another key.");
  }

  @Test
  void tellsAnotherName() {
    assertBad(
        certificates.check(answer(LEAF.certificatePem(), CHAIN), KEY, "id-2"),
        "The certificate's CN is \"id-1\", not \"id-2\".");
  }

  @Test
  void tellsAChainOfSomebodyElse() {
    var other = authority("CA", ROOT);

    assertBad(
        certificates.check(
            answer(LEAF.certificatePem(), LEAF.certificatePem() + other.certificatePem()),
            KEY,
            "id-1"),
        "The signature of certificate 1 of the chain is not that of certificate 2.");
    assertBad(
        certificates.check(
            answer(LEAF.certificatePem(), LEAF.certificatePem() + ROOT.certificatePem()),
            KEY,
            "id-1"),
        "Certificate 1 of the chain was not issued by certificate 2.");
    assertBad(
        certificates.check(
            answer(LEAF.certificatePem(), CA.certificatePem() + LEAF.certificatePem()),
            KEY,
            "id-1"),
        "The certificate chain does not begin with the client certificate.");
    assertBad(
        certificates.check(answer(LEAF.certificatePem(), LEAF.certificatePem()), KEY, "id-1"),
        "The certificate chain lacks the authority that signed the certificate.");
  }

  @Test
  void tellsAnAnswerThatIsNotBase64() {
    assertBad(
        certificates.check(new SignedCertificates("§", "§", "§"), KEY, "id-1"),
        "The answer's certificateChain is not base64.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nMAA=\n-----END RSA PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"
      })
  void tellsGarbageWithoutThrowing(String garbage) {
    assertThat(certificates.read(KEY, garbage, garbage, garbage)).isInstanceOf(Verdict.Bad.class);
    assertThat(certificates.read(SecretText.of(garbage), "", CHAIN, ""))
        .isInstanceOf(Verdict.Bad.class);
    assertThat(certificates.check(answer(garbage, garbage), KEY, "id-1"))
        .isInstanceOf(Verdict.Bad.class);
  }

  @Test
  void neverThrowsWhateverBytesAreDamaged() throws Exception {
    var random = new Random(42);
    var der = LEAF.certificate().getEncoded();
    var key = Pem.blocks(KEY.reveal()).getFirst().der();
    for (int i = 0; i < 300; i++) {
      var damagedCertificate = der.clone();
      var damagedKey = key.clone();
      damagedCertificate[random.nextInt(der.length)] = (byte) random.nextInt();
      damagedKey[random.nextInt(40)] = (byte) random.nextInt();

      var pem = Pem.text("CERTIFICATE", damagedCertificate);
      assertThat(certificates.read(KEY, pem, pem, "")).isNotNull();
      assertThat(
              certificates.read(SecretText.of(Pem.text(RsaKeys.PKCS1, damagedKey)), "", CHAIN, ""))
          .isNotNull();
    }
  }

  @Test
  void readsAStoredCredentialWithAPkcs8KeyAsPkcs1() {
    var verdict =
        certificates.read(SecretText.of(LEAF.privateKeyPkcs8Pem()), "", CHAIN, CA.certificatePem());

    assertThat(verdict).isInstanceOf(Verdict.Good.class);
    var credential = ((Verdict.Good) verdict).credential();
    assertThat(credential.privateKey().reveal()).contains("BEGIN RSA PRIVATE KEY");
    assertThat(RsaKeys.read(credential.privateKey())).isEqualTo(RsaKeys.read(KEY));
    assertThat(credential.certificate().strip()).isEqualTo(LEAF.certificatePem().strip());
  }

  @Test
  void comparesNoBlockTypesAsTheGoAgentDoesNot() {
    assertThat(certificates.read(KEY, "", CHAIN.replace("CERTIFICATE", "X"), ""))
        .isInstanceOf(Verdict.Good.class);
  }

  private static void assertBad(Verdict verdict, String problem) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Bad.class, bad -> assertThat(bad.problems()).contains(problem));
  }

  private static SignedCertificates answer(String certificate, String chain) {
    return new SignedCertificates(base64(chain), base64(CA.certificatePem()), base64(certificate));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static HeldCertificate authority(String name, @Nullable HeldCertificate issuer) {
    var builder =
        new HeldCertificate.Builder()
            .commonName(name)
            .certificateAuthority(issuer == null ? 1 : 0)
            .ecdsa256();
    return issuer == null ? builder.build() : builder.signedBy(issuer).build();
  }

  private static HeldCertificate leaf(String name, HeldCertificate issuer) {
    return new HeldCertificate.Builder().commonName(name).signedBy(issuer).rsa2048().build();
  }
}
