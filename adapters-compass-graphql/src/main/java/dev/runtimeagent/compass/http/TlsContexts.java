package dev.runtimeagent.compass.http;

import dev.runtimeagent.compass.crypto.ClientKeyPair;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.CipherSuite;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Puts trust and, for mutual TLS, a client's key into OkHttp's terms. */
final class TlsContexts {
  /**
   * ChaCha20 first: without the second compiler's intrinsics AES-GCM takes five to ten times as
   * much of a processor, and the proxies in front of Compass go by the client's order.
   */
  private static final ConnectionSpec SECURE =
      new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
          .cipherSuites(
              Objects.requireNonNull(ConnectionSpec.MODERN_TLS.cipherSuites()).stream()
                  .sorted(Comparator.comparing(suite -> !suite.javaName().contains("CHACHA20")))
                  .toArray(CipherSuite[]::new))
          .build();

  private TlsContexts() {}

  static OkHttpClient.Builder apply(
      OkHttpClient.Builder client,
      ServerVerification verification,
      Optional<Consumer<TrustFinding>> findings,
      Optional<ClientKeyPair> keyPair) {
    var trust = new Trust(findings.isPresent() ? Optional.empty() : Optional.of(verification));
    client.connectionSpecs(List.of(SECURE)).sslSocketFactory(factory(trust, keyPair), trust);
    findings.ifPresent(f -> client.hostnameVerifier(new Onlooker(verification, f)));
    return client;
  }

  private static SSLSocketFactory factory(Trust trust, Optional<ClientKeyPair> keyPair) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(
          keyPair.map(k -> new KeyManager[] {new OneKey(k)}).orElseGet(() -> new KeyManager[0]),
          new TrustManager[] {trust},
          null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  /** Verifies servers, or believes all of them. */
  private static final class Trust extends X509ExtendedTrustManager {
    private final Optional<ServerVerification> verification;

    Trust(Optional<ServerVerification> verification) {
      this.verification = verification;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      if (verification.isPresent()) {
        verification.get().verify(chain, authType);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    /** Of use to servers and to certificate pinning only; spares reading the platform's store. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Accepts every host and tells what verification would have found. */
  private record Onlooker(ServerVerification verification, Consumer<TrustFinding> findings)
      implements HostnameVerifier {
    /** OkHttp's own verifier, whose class is none of its public ones. */
    private static final HostnameVerifier STRICT =
        new OkHttpClient.Builder()
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .build()
            .hostnameVerifier();

    @Override
    public boolean verify(String host, SSLSession session) {
      findings.accept(new TrustFinding(host, problem(host, session)));
      return true;
    }

    private Optional<String> problem(String host, SSLSession session) {
      try {
        verification.verify(certificates(session.getPeerCertificates()), "UNKNOWN");
        return STRICT.verify(host, session)
            ? Optional.empty()
            : Optional.of("its certificate is not for " + host);
      } catch (ServerVerification.UntrustedServer e) {
        return Optional.ofNullable(e.getMessage());
      } catch (SSLPeerUnverifiedException _) {
        return Optional.of("it shows no certificate");
      }
    }

    private static X509Certificate[] certificates(Certificate[] chain) {
      return Arrays.stream(chain)
          .filter(X509Certificate.class::isInstance)
          .toArray(X509Certificate[]::new);
    }
  }

  /** Shows its one certificate to every server that asks, whatever issuers the server names. */
  private static final class OneKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";

    private final ClientKeyPair pair;

    OneKey(ClientKeyPair pair) {
      this.pair = pair;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return Arrays.asList(keyTypes).contains(pair.key().getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return chooseClientAlias(keyTypes, issuers, null);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return pair.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return pair.key();
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }
  }
}
