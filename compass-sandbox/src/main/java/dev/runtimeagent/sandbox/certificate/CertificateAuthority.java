package dev.runtimeagent.sandbox.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority with its key; either self-signed or below another one. */
public record CertificateAuthority(X509Certificate certificate, PrivateKey key) {

  private static final Duration LIFETIME = Duration.ofDays(3650);

  /** A self-signed authority with an RSA key, as the Connector has one (P 1.3). */
  public static CertificateAuthority rsa(String name, Instant now) throws GeneralSecurityException {
    return selfSigned(unique(name), SharedKeys.forPurpose("authority"), now);
  }

  /** The authority a client authority of the sandbox may stand below. */
  public static CertificateAuthority root(String name, Instant now)
      throws GeneralSecurityException {
    return selfSigned(unique(name), SharedKeys.forPurpose("root"), now);
  }

  /** An authority that has signed nothing. */
  static CertificateAuthority stranger(Instant now) throws GeneralSecurityException {
    return selfSigned(unique("Compass Sandbox Wrong CA"), SharedKeys.forPurpose("stranger"), now);
  }

  /** Authorities share keys, so their names have to tell them apart. */
  private static String unique(String name) {
    return name + ' ' + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A self-signed authority with an elliptic key, quick to make. */
  public static CertificateAuthority elliptic(String commonName, Instant now)
      throws GeneralSecurityException {
    return selfSigned(commonName, ellipticKeys(), now);
  }

  /** An RSA authority certified by this one. */
  public CertificateAuthority intermediate(String commonName, Instant now)
      throws GeneralSecurityException {
    KeyPair keys = SharedKeys.forPurpose("authority");
    X509Certificate signed =
        authorityCertificate(
            name(certificate),
            new X500Name("CN=" + unique(commonName)),
            keys.getPublic(),
            key,
            now);
    return new CertificateAuthority(signed, keys.getPrivate());
  }

  static KeyPair ellipticKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static CertificateAuthority selfSigned(String commonName, KeyPair keys, Instant now)
      throws GeneralSecurityException {
    X500Name name = new X500Name("CN=" + commonName);
    X509Certificate certificate =
        authorityCertificate(name, name, keys.getPublic(), keys.getPrivate(), now);
    return new CertificateAuthority(certificate, keys.getPrivate());
  }

  private static X509Certificate authorityCertificate(
      X500Name issuer, X500Name subject, PublicKey subjectKey, PrivateKey issuerKey, Instant now)
      throws GeneralSecurityException {
    try {
      X509v3CertificateBuilder builder =
          builder(
              issuer,
              BigInteger.valueOf(now.toEpochMilli()),
              new Validity(now.minus(Duration.ofDays(1)), now.plus(LIFETIME)),
              subject,
              subjectKey);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(subjectKey));
      return sign(builder, signatureFor(issuerKey), issuerKey);
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** A client certificate with the properties of P 1.4, serial number 2 included. */
  X509Certificate signClient(
      X500Name subject, PublicKey subjectKey, Validity validity, AlgorithmIdentifier algorithm)
      throws GeneralSecurityException {
    try {
      X509v3CertificateBuilder builder =
          builder(name(certificate), BigInteger.TWO, validity, subject, subjectKey);
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
      addAuthorityKey(builder);
      return sign(builder, new DefaultAlgorithmNameFinder().getAlgorithmName(algorithm), key);
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** A server certificate for these names. */
  X509Certificate signServer(PublicKey subjectKey, Validity validity, GeneralName... names)
      throws GeneralSecurityException {
    try {
      X509v3CertificateBuilder builder =
          builder(
              name(certificate),
              BigInteger.valueOf(System.nanoTime() & Long.MAX_VALUE),
              validity,
              new X500Name("CN=Compass Sandbox"),
              subjectKey);
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      addAuthorityKey(builder);
      return sign(builder, signatureFor(key), key);
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private void addAuthorityKey(X509v3CertificateBuilder builder)
      throws CertIOException, GeneralSecurityException {
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, BigInteger serial, Validity validity, X500Name subject, PublicKey key) {
    return new X509v3CertificateBuilder(
        issuer,
        serial,
        Date.from(validity.notBefore()),
        Date.from(validity.notAfter()),
        subject,
        SubjectPublicKeyInfo.getInstance(key.getEncoded()));
  }

  private static X509Certificate sign(
      X509v3CertificateBuilder builder, String algorithm, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static String signatureFor(PrivateKey key) {
    return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
  }

  private static X500Name name(X509Certificate certificate) {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  /** The PEM text of the authority's certificate. */
  public String pem() {
    return Pem.ofCertificate(certificate);
  }

  @Override
  public String toString() {
    return "CertificateAuthority[" + certificate.getSubjectX500Principal() + ']';
  }
}
