package dev.runtimeagent.kubernetes.api;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.credentials.Authentication;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/**
 * The certificate and key that a kubeconfig names. The client's own way to read them registers a
 * security provider, of whose 700 classes nothing is needed: the platform has the algorithms.
 */
final class ClientCertificate implements Authentication {
  private final KeyManager[] managers;

  private ClientCertificate(KeyManager[] managers) {
    this.managers = managers;
  }

  /**
   * Reads them, if both are named.
   *
   * @throws IOException if they cannot be read; it quotes nothing of them
   */
  static Optional<ClientCertificate> of(KubeConfig kubeconfig) throws IOException {
    var certificate =
        kubeconfig.getDataOrFileRelative(
            kubeconfig.getClientCertificateData(), kubeconfig.getClientCertificateFile());
    var key =
        kubeconfig.getDataOrFileRelative(
            kubeconfig.getClientKeyData(), kubeconfig.getClientKeyFile());
    return certificate == null || key == null
        ? Optional.empty()
        : Optional.of(new ClientCertificate(managers(certificate, key)));
  }

  @Override
  public void provide(ApiClient client) {
    client.setKeyManagers(managers);
  }

  private static KeyManager[] managers(byte[] certificate, byte[] key) throws IOException {
    try {
      var chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(certificate))
              .toArray(Certificate[]::new);
      // In memory only: of the platform's kinds the one that takes no time to encrypt.
      var store = KeyStore.getInstance("JKS");
      store.load(null, null);
      store.setKeyEntry("client", privateKey(key), new char[0], chain);
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new IOException("the client certificate or its key cannot be read");
    }
  }

  /** Of PKCS#8, or of OpenSSL's forms for RSA (PKCS#1) and elliptic curves (SEC 1). */
  private static PrivateKey privateKey(byte[] pem) throws IOException, GeneralSecurityException {
    try (var parser = new PEMParser(new StringReader(new String(pem, StandardCharsets.US_ASCII)))) {
      var info =
          switch (parser.readObject()) {
            case PEMKeyPair pair -> pair.getPrivateKeyInfo();
            case PrivateKeyInfo plain -> plain;
            case null, default -> throw new IOException("the client's key is not in PEM");
          };
      var algorithm = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }
  }
}
