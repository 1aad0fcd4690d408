package dev.runtimeagent.bootstrap.architecture.broken.filesystem;

import org.bouncycastle.cert.X509CertificateHolder;

/** Reads certificates by itself. */
public final class ReadsCertificates {
  private ReadsCertificates() {}

  /** Says that of a certificate that the adapter to Compass alone should know. */
  public static int version(X509CertificateHolder certificate) {
    return certificate.getVersionNumber();
  }
}
