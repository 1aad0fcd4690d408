package dev.runtimeagent.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.SecretText;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClientCredentialTest {
  private static final String OWN = pem("own");
  private static final String ISSUERS = pem("issuer") + pem("root");

  @Test
  void itsIssuersAreTheRestOfTheChain() {
    assertThat(credential(OWN + ISSUERS).issuers()).isEqualTo(ISSUERS);
    assertThat(credential(OWN).issuers()).isEmpty();
    assertThat(credential("").issuers()).isEmpty();
  }

  private static ClientCredential credential(String chain) {
    return new ClientCredential(
        SecretText.of("key"),
        OWN,
        chain,
        "",
        new CertificateFacts("own", "name", Instant.EPOCH, Instant.EPOCH.plusSeconds(60)));
  }

  private static String pem(String content) {
    return "-----BEGIN CERTIFICATE-----\n" + content + "\n-----END CERTIFICATE-----\n";
  }
}
