package dev.runtimeagent.sandbox.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x509.GeneralName;

/** The certificates of the sandbox's own hosts, made by an authority of their own (P 1.4). */
public final class ServerCertificates {

  private static final GeneralName[] LOOPBACK = {
    new GeneralName(GeneralName.dNSName, "localhost"),
    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
    new GeneralName(GeneralName.iPAddress, "::1")
  };
  private static final GeneralName[] ELSEWHERE = {
    new GeneralName(GeneralName.dNSName, "compass.elsewhere.example")
  };

  private final Clock clock;
  private final CertificateAuthority authority;
  private final TrustManager clientTrust;
  private final Map<ServerPresence, SSLContext> contexts = new EnumMap<>(ServerPresence.class);

  /** Certificates of {@code authority} on connections that judge clients by {@code clientTrust}. */
  public ServerCertificates(Clock clock, CertificateAuthority authority, TrustManager clientTrust) {
    this.clock = clock;
    this.authority = authority;
    this.clientTrust = clientTrust;
  }

  /** The context for new connections that shows that certificate. */
  public synchronized SSLContext context(ServerPresence presence) throws GeneralSecurityException {
    SSLContext known = contexts.get(presence);
    if (known != null) {
      return known;
    }
    SSLContext made = makeContext(presence);
    contexts.put(presence, made);
    return made;
  }

  private SSLContext makeContext(ServerPresence presence) throws GeneralSecurityException {
    Instant now = clock.instant();
    KeyPair keys = CertificateAuthority.ellipticKeys();
    CertificateAuthority signer =
        presence == ServerPresence.UNTRUSTED
            ? CertificateAuthority.elliptic("Compass Sandbox Unknown CA", now)
            : authority;
    Instant until =
        presence == ServerPresence.EXPIRED
            ? now.minus(Duration.ofDays(1))
            : now.plus(Duration.ofDays(365));
    GeneralName[] names = presence == ServerPresence.WRONG_HOST_NAME ? ELSEWHERE : LOOPBACK;
    X509Certificate certificate =
        signer.signServer(
            keys.getPublic(), new Validity(now.minus(Duration.ofDays(30)), until), names);
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(store(keys, certificate, signer.certificate()), new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), new TrustManager[] {clientTrust}, null);
    // A resumed session is not judged again, so it must not outlive a certificate for long.
    context.getServerSessionContext().setSessionTimeout(1);
    return context;
  }

  private static KeyStore store(KeyPair keys, Certificate... chain)
      throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    store.setKeyEntry("server", keys.getPrivate(), new char[0], chain);
    return store;
  }
}
