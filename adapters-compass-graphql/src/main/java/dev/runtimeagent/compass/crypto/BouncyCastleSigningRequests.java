package dev.runtimeagent.compass.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.DistinguishedName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/**
 * Signing requests in Bouncy Castle's ASN.1. Keys and signatures are the platform's own: its
 * provider need not be registered, which start-up would pay for.
 */
public final class BouncyCastleSigningRequests implements SigningRequests {
  private static final int DEFAULT_BITS = 2048;
  private static final Map<String, Integer> BITS =
      Map.of("rsa2048", DEFAULT_BITS, "rsa3072", 3072, "rsa4096", 4096);

  /** The types that domain names may have, by RFC 4519; Bouncy Castle reads SN differently. */
  private static final Map<String, ASN1ObjectIdentifier> TYPES =
      Map.ofEntries(
          entry("C", BCStyle.C),
          entry("CN", BCStyle.CN),
          entry("DC", BCStyle.DC),
          entry("E", BCStyle.E),
          entry("EMAILADDRESS", BCStyle.E),
          entry("GIVENNAME", BCStyle.GIVENNAME),
          entry("L", BCStyle.L),
          entry("O", BCStyle.O),
          entry("OU", BCStyle.OU),
          entry("SERIALNUMBER", BCStyle.SERIALNUMBER),
          entry("SN", BCStyle.SURNAME),
          entry("ST", BCStyle.ST),
          entry("STREET", BCStyle.STREET),
          entry("SURNAME", BCStyle.SURNAME),
          entry("T", BCStyle.T),
          entry("TITLE", BCStyle.T),
          entry("UID", BCStyle.UID));

  @Override
  public SecretText newKey(String keyAlgorithm) {
    return RsaKeys.pkcs1(KeySearch.search(bits(keyAlgorithm)));
  }

  @Override
  public boolean fits(SecretText key, String keyAlgorithm) {
    return RsaKeys.read(key)
        .filter(k -> k.getModulus().bitLength() == bits(keyAlgorithm))
        .isPresent();
  }

  @Override
  public String sign(SecretText key, DistinguishedName subject) {
    var privateKey =
        RsaKeys.read(key).orElseThrow(() -> new IllegalArgumentException("not an RSA key in PEM"));
    try {
      var publicKey =
          RsaKeys.factory()
              .generatePublic(
                  new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
      var pem = Pem.text("CERTIFICATE REQUEST", request(privateKey, publicKey, name(subject)));
      return Base64.getEncoder().encodeToString(pem.getBytes(US_ASCII));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the signing request could not be made", e);
    }
  }

  private static byte[] request(RSAPrivateCrtKey privateKey, PublicKey publicKey, X500Name name)
      throws GeneralSecurityException, IOException {
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(privateKey);
    return new PKCS10CertificationRequestBuilder(
            name, SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()))
        .build(new PlatformSigner(signature))
        .getEncoded();
  }

  private static X500Name name(DistinguishedName subject) {
    var builder = new X500NameBuilder(BCStyle.INSTANCE);
    for (var attribute : subject.attributes()) {
      var type =
          Optional.ofNullable(TYPES.get(attribute.type()))
              .orElseGet(() -> new ASN1ObjectIdentifier(attribute.type()));
      builder.addRDN(type, text(type, attribute.value()));
    }
    return builder.build();
  }

  /** Text as it is: the library's own conversion takes a leading {@code #} for hexadecimal. */
  private static ASN1Encodable text(ASN1ObjectIdentifier type, String value) {
    if ((type.equals(BCStyle.C) || type.equals(BCStyle.SERIALNUMBER))
        && DERPrintableString.isPrintableString(value)) {
      return new DERPrintableString(value);
    }
    return (type.equals(BCStyle.E) || type.equals(BCStyle.DC)) && DERIA5String.isIA5String(value)
        ? new DERIA5String(value)
        // Half a surrogate pair has no encoding; what stands for it, Compass will refuse in words.
        : new DERUTF8String(new String(value.getBytes(UTF_8), UTF_8));
  }

  private static int bits(String keyAlgorithm) {
    return BITS.getOrDefault(keyAlgorithm, DEFAULT_BITS);
  }

  /** SHA-256 with RSA by the platform. */
  private record PlatformSigner(Signature signature, ByteArrayOutputStream content)
      implements ContentSigner {
    PlatformSigner(Signature signature) {
      this(signature, new ByteArrayOutputStream());
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return new AlgorithmIdentifier(
          PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
    }

    @Override
    public OutputStream getOutputStream() {
      return content;
    }

    @Override
    public byte[] getSignature() {
      try {
        signature.update(content.toByteArray());
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("an RSA key that cannot sign", e);
      }
    }
  }
}
