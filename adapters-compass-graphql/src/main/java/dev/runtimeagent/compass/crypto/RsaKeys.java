package dev.runtimeagent.compass.crypto;

import dev.runtimeagent.domain.SecretText;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** RSA private keys between PEM, PKCS#1 or PKCS#8, and the platform's form. */
final class RsaKeys {
  static final String PKCS1 = "RSA PRIVATE KEY";
  static final String PKCS8 = "PRIVATE KEY";

  private RsaKeys() {}

  static SecretText pkcs1(RSAPrivateCrtKey key) {
    try {
      var inner = PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey();
      return SecretText.of(Pem.text(PKCS1, inner.toASN1Primitive().getEncoded("DER")));
    } catch (IOException e) {
      throw new IllegalStateException("the platform wrote an RSA key that is not PKCS#8", e);
    }
  }

  /** The first key of a PEM text, or nothing if there is none that can be read. */
  static Optional<RSAPrivateCrtKey> read(SecretText pem) {
    try {
      for (var block : Pem.blocks(pem.reveal())) {
        if (block.label().equals(PKCS1) || block.label().equals(PKCS8)) {
          return Optional.of(key(block));
        }
      }
      return Optional.empty();
    } catch (GeneralSecurityException | IOException | RuntimeException _) {
      // Whatever a damaged key provokes in the decoders, it is no key; the text stays secret.
      return Optional.empty();
    }
  }

  static KeyFactory factory() {
    try {
      return KeyFactory.getInstance("RSA");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  private static RSAPrivateCrtKey key(Pem.Block block)
      throws GeneralSecurityException, IOException {
    var pkcs8 =
        block.label().equals(PKCS8)
            ? block.der()
            : new PrivateKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    RSAPrivateKey.getInstance(block.der()))
                .getEncoded("DER");
    return (RSAPrivateCrtKey) factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }
}
