package dev.runtimeagent.sandbox.http;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;

/** What a listener asks those who know what the hosts mean. */
public interface HostBehaviour {

  /** The TLS context for the next connection. */
  SSLContext context() throws GeneralSecurityException;

  /** The code of the TLS alert to refuse the next connection with, if any. */
  OptionalInt alert(HostKind host);

  /** Fails if a certificate is not good enough, or no longer. */
  void judge(X509Certificate certificate) throws CertificateException;

  /** Told of a connection that never became one. */
  void handshakeFailed(HostKind host, String reason);

  /** Answers a request. */
  HttpAnswer answer(HostKind host, HttpRequest request, Optional<X509Certificate> certificate)
      throws InterruptedException;
}
