package dev.runtimeagent.compass.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Judges a server's certificates by the authorities of a file, then by the platform's store, then
 * by the environment's authorities. The latter two are read only when they are needed.
 */
final class ServerVerification {
  private final List<X509Certificate> authorities;
  private final Optional<String> fileProblem;
  private final EnvironmentAuthorities others;
  private final Optional<X509TrustManager> ofFile;
  private Optional<X509TrustManager> ofPlatform = Optional.empty();
  private Optional<X509TrustManager> ofEnvironment = Optional.empty();

  /**
   * @param fileProblem why the file's newest content is not what {@code authorities} holds
   */
  ServerVerification(
      List<X509Certificate> authorities,
      Optional<String> fileProblem,
      EnvironmentAuthorities others) {
    this.authorities = authorities;
    this.fileProblem = fileProblem;
    this.others = others;
    this.ofFile = manager(authorities);
  }

  List<X509Certificate> authorities() {
    return authorities;
  }

  Optional<String> fileProblem() {
    return fileProblem;
  }

  /** Throws, with a sentence for people, if nobody vouches for the chain. */
  void verify(X509Certificate[] chain, String authType) throws UntrustedServer {
    var refusals = new ArrayList<CertificateException>();
    for (var manager :
        List.<Supplier<Optional<X509TrustManager>>>of(
            () -> ofFile, this::platform, this::environment)) {
      var judge = manager.get();
      if (judge.isPresent()) {
        var refusal = refusal(judge.get(), chain, authType);
        if (refusal.isEmpty()) {
          return;
        }
        refusals.add(refusal.get());
      }
    }
    // An expired certificate of a known authority says more than an unknown authority.
    var telling =
        refusals.stream()
            .filter(r -> datesRefused(r).isPresent())
            .findFirst()
            .orElseGet(refusals::getLast);
    throw new UntrustedServer(describe(telling, chain), telling);
  }

  private static Optional<CertificateException> refusal(
      X509TrustManager manager, X509Certificate[] chain, String authType) {
    try {
      manager.checkServerTrusted(chain, authType);
      return Optional.empty();
    } catch (CertificateException e) {
      return Optional.of(e);
    }
  }

  private String describe(CertificateException refusal, X509Certificate[] chain) {
    var text =
        datesRefused(refusal)
            .map(e -> dates(e, chain[0]))
            .orElseGet(() ->
                causes(refusal).anyMatch(e -> text(e).contains("valid certification path"))
                    ? "its authority \""
                        + Words.bounded(chain[chain.length - 1].getIssuerX500Principal().getName())
                        + "\" is trusted neither by the platform nor by the file of authorities"
                        + " (APP_COMPASS_CA_FILE)"
                    : "its certificate is not acceptable: " + Words.bounded(root(refusal)));
    return fileProblem.map(p -> text + "; " + p).orElse(text);
  }

  private static String dates(Throwable refusal, X509Certificate leaf) {
    return refusal instanceof CertificateExpiredException
        ? "its certificate, or one of its authorities, has expired (the certificate is valid until "
            + leaf.getNotAfter().toInstant()
            + ")"
        : "its certificate is not valid before " + leaf.getNotBefore().toInstant();
  }

  /** Whether only the dates of a certificate speak against the server. */
  static boolean isOutOfDate(Throwable refusal) {
    return datesRefused(refusal).isPresent();
  }

  private static Optional<Throwable> datesRefused(Throwable refusal) {
    return causes(refusal)
        .filter(e ->
            e instanceof CertificateExpiredException
                || e instanceof CertificateNotYetValidException)
        .findFirst();
  }

  private static String root(Throwable e) {
    return causes(e).reduce((_, last) -> last).map(ServerVerification::text).orElse("");
  }

  private static String text(Throwable e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }

  static Stream<Throwable> causes(Throwable e) {
    return Stream.<@Nullable Throwable>iterate(
            e, c -> c != null, c -> c == null ? null : c.getCause())
        .limit(20)
        .flatMap(Stream::ofNullable);
  }

  private synchronized Optional<X509TrustManager> platform() {
    ofPlatform = ofPlatform.or(() -> Optional.of(managerOf(null)));
    return ofPlatform;
  }

  private synchronized Optional<X509TrustManager> environment() {
    ofEnvironment = ofEnvironment.or(() -> manager(others.certificates()));
    return ofEnvironment;
  }

  private static Optional<X509TrustManager> manager(List<X509Certificate> certificates) {
    return certificates.isEmpty() ? Optional.empty() : Optional.of(managerOf(store(certificates)));
  }

  private static X509TrustManager managerOf(@Nullable KeyStore store) {
    try {
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      for (var manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager trust) {
          return trust;
        }
      }
      throw new IllegalStateException("the platform has no X.509 trust manager");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform's trust store cannot be used", e);
    }
  }

  private static KeyStore store(List<X509Certificate> certificates) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("authority-" + i, certificates.get(i));
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("certificates in memory cannot be used", e);
    }
  }

  /** Nobody vouches for a server; the message says why, for people. */
  static final class UntrustedServer extends CertificateException {
    private static final long serialVersionUID = 1L;

    UntrustedServer(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
