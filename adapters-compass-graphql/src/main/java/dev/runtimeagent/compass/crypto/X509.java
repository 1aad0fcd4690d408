package dev.runtimeagent.compass.crypto;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates out of PEM texts that others wrote. */
public final class X509 {
  private X509() {}

  /** The certificates of a PEM text in their order; none if any of them cannot be read. */
  public static List<X509Certificate> read(String pem) {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      var certificates = new ArrayList<X509Certificate>();
      for (var block : Pem.blocks(pem)) {
        if (factory.generateCertificate(new ByteArrayInputStream(block.der()))
            instanceof X509Certificate certificate) {
          certificates.add(certificate);
        }
      }
      return List.copyOf(certificates);
    } catch (CertificateException | RuntimeException _) {
      // Whatever a damaged certificate provokes in the decoder, it is none.
      return List.of();
    }
  }
}
