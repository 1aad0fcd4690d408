package dev.runtimeagent.compass.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.DistinguishedName;
import dev.runtimeagent.domain.connection.DistinguishedName.Reading;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningRequestsTest {
  private static final BouncyCastleSigningRequests REQUESTS = new BouncyCastleSigningRequests();
  private static final SecretText KEY = REQUESTS.newKey("rsa2048");

  @ParameterizedTest
  @CsvSource({"rsa2048,2048", "rsa3072,3072", "rsa4096,4096", "ec256,2048", "'',2048"})
  void makesKeysOfTheSizeAskedForAndOf2048BitsOtherwise(String algorithm, int bits) {
    var key = REQUESTS.newKey(algorithm);

    assertThat(RsaKeys.read(key).orElseThrow().getModulus().bitLength()).isEqualTo(bits);
    assertThat(key.reveal()).startsWith("-----BEGIN RSA PRIVATE KEY-----\n").endsWith("-----\n");
    assertThat(REQUESTS.fits(key, algorithm)).isTrue();
    assertThat(REQUESTS.fits(key, bits == 2048 ? "rsa4096" : "rsa2048")).isFalse();
  }

  @Test
  void makesAKeyForAThreadThatIsInterruptedAndLeavesItSo() {
    Thread.currentThread().interrupt();
    var key = REQUESTS.newKey("rsa2048");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(REQUESTS.fits(key, "rsa2048")).isTrue();
  }

  @Test
  void findsNothingThatFitsInATextThatIsNoKey() {
    assertThat(REQUESTS.fits(SecretText.of("no key"), "rsa2048")).isFalse();
  }

  @Test
  void signsWhatCompassExpectsInOneLineOfBase64() throws Exception {
    var encoded = REQUESTS.sign(KEY, name("O=Org,OU=OrgUnit,L=l,ST=s,C=DE,CN=id-1"));

    assertThat(encoded).matches("[A-Za-z0-9+/]+=*");
    var pem = new String(Base64.getDecoder().decode(encoded), UTF_8);
    assertThat(pem).startsWith("-----BEGIN CERTIFICATE REQUEST-----\n");
    var request = parse(encoded);
    assertThat(request.getSignatureAlgorithm().getAlgorithm())
        .isEqualTo(PKCSObjectIdentifiers.sha256WithRSAEncryption);
    assertThat(
            request.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo())))
        .isTrue();
  }

  @Test
  void keepsOrderRepetitionsAndOddCharactersOfTheSubject() throws Exception {
    var subject =
        name("OU=b,O=Smith\\, Sons + Co,OU=a,OU=a,CN=Ünï=\\\"x\\\",L=#1234,C=de!,1.2.3.4=t,SN=s");

    var attributes =
        Arrays.stream(parse(REQUESTS.sign(KEY, subject)).getSubject().getRDNs())
            .map(RDN::getFirst)
            .map(AttributeTypeAndValue::getValue)
            .map(Object::toString);

    assertThat(attributes)
        .containsExactly("b", "Smith, Sons + Co", "a", "a", "Ünï=\"x\"", "#1234", "de!", "t", "s");
  }

  @Test
  void signsEvenWhatHasNoEncoding() throws Exception {
    var request = parse(REQUESTS.sign(KEY, name("O=half\ud800,CN=id-1")));

    assertThat(request.getSubject().getRDNs()).hasSize(2);
  }

  private static DistinguishedName name(String text) {
    return ((Reading.Parsed) DistinguishedName.parse(text)).name();
  }

  private static PKCS10CertificationRequest parse(String encoded) throws Exception {
    var pem = new String(Base64.getDecoder().decode(encoded), UTF_8);
    return new PKCS10CertificationRequest(Pem.blocks(pem).getFirst().der());
  }
}
