package dev.runtimeagent.domain.credential;

import java.time.Duration;
import java.time.Instant;

/**
 * What a client certificate says of itself.
 *
 * @param fingerprint SHA-256 of its DER form in lower-case hexadecimal: the only thing that
 *     identifies a certificate of Compass, whose serial number is always 2 (P 1.4)
 * @param commonName the system auth id it was issued to
 */
public record CertificateFacts(
    String fingerprint, String commonName, Instant notBefore, Instant notAfter) {

  public Duration lifetime() {
    return Duration.between(notBefore, notAfter);
  }
}
