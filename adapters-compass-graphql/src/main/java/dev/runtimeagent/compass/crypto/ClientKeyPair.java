package dev.runtimeagent.compass.crypto;

import dev.runtimeagent.domain.credential.ClientCredential;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A credential in the platform's form, as a TLS handshake needs it. */
public record ClientKeyPair(PrivateKey key, List<X509Certificate> chain) {
  public ClientKeyPair {
    chain = List.copyOf(chain);
  }

  /**
   * Reads a credential that {@link BouncyCastleCertificates} has found good.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static ClientKeyPair of(ClientCredential credential) {
    var key =
        RsaKeys.read(credential.privateKey())
            .orElseThrow(() -> new IllegalArgumentException("the private key is unreadable"));
    var chain = X509.read(credential.chain());
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("the certificate chain is unreadable");
    }
    return new ClientKeyPair(key, chain);
  }

  @Override
  public String toString() {
    return "ClientKeyPair[redacted]";
  }
}
