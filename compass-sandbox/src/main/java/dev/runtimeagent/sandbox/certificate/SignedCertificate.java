package dev.runtimeagent.sandbox.certificate;

import java.security.cert.X509Certificate;

/** The three texts of a signing answer, base64 of PEM each, and the certificate itself. */
public record SignedCertificate(
    X509Certificate certificate,
    String clientCertificate,
    String caCertificate,
    String certificateChain) {

  /** SHA-256 of the certificate's DER form. */
  public String hash() {
    return Pem.hash(certificate);
  }
}
