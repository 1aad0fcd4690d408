package dev.runtimeagent.domain.credential;

import dev.runtimeagent.domain.SecretText;

/**
 * A private key with the certificates that belong to it, never one without the other.
 *
 * @param privateKey PEM, PKCS#1 ({@code RSA PRIVATE KEY}), so that the Go agent can read it (B-061)
 * @param certificate PEM of the client certificate alone ({@code crt})
 * @param chain PEM, client certificate first ({@code crtChain})
 * @param authorities PEM of the signing CA, root included where Compass appends it ({@code cacert})
 */
public record ClientCredential(
    SecretText privateKey,
    String certificate,
    String chain,
    String authorities,
    CertificateFacts facts) {
  private static final String BEGIN = "-----BEGIN ";

  /** PEM of the chain but for the client certificate; empty if there is no more to it. */
  public String issuers() {
    var second = chain.indexOf(BEGIN, chain.indexOf(BEGIN) + 1);
    return second < 0 ? "" : chain.substring(second);
  }
}
