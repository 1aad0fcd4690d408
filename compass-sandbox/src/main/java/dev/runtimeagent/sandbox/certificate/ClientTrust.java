package dev.runtimeagent.sandbox.certificate;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** The ingress' judgement of client certificates, by the sandbox's clock instead of the JDK's. */
public final class ClientTrust extends X509ExtendedTrustManager {

  private final Clock clock;
  private final ClientCertificates certificates;
  private final Revocations revocations;

  /** Trusts what {@code certificates} signed, within its validity. */
  public ClientTrust(Clock clock, ClientCertificates certificates, Revocations revocations) {
    this.clock = clock;
    this.certificates = certificates;
    this.revocations = revocations;
  }

  /** Fails with the reason a handshake has to be refused for. */
  public void check(X509Certificate certificate) throws CertificateException {
    if (certificates.authorities().stream().noneMatch(ca -> isSignedBy(certificate, ca))) {
      throw new CertificateException("certificate is signed by an unknown authority");
    }
    if (revocations.isRefusedInHandshake(Pem.hash(certificate))) {
      throw new CertificateException("certificate is refused in the handshake");
    }
    Instant now = clock.instant();
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      throw new CertificateException("certificate is not yet valid");
    }
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      throw new CertificateException("certificate is expired");
    }
  }

  private static boolean isSignedBy(X509Certificate certificate, CertificateAuthority authority) {
    if (!certificate
        .getIssuerX500Principal()
        .equals(authority.certificate().getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(authority.certificate().getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("the sandbox is a server");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("the sandbox is a server");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("the sandbox is a server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return certificates.authorities().stream()
        .map(CertificateAuthority::certificate)
        .toArray(X509Certificate[]::new);
  }
}
