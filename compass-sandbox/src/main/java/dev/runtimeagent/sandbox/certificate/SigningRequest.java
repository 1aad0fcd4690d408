package dev.runtimeagent.sandbox.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A signing request that passed the Connector's checks, made in its order (P 1.3). */
final class SigningRequest {

  private static final String PREFIX = "Error while signing Certificate Signing Request: ";

  private final JcaPKCS10CertificationRequest request;

  private SigningRequest(JcaPKCS10CertificationRequest request) {
    this.request = request;
  }

  static SigningRequest read(String text, String commonName, SubjectProfile profile)
      throws SigningRefused {
    byte[] pem;
    try {
      pem = Base64.getDecoder().decode(text.replace("\r", "").replace("\n", ""));
      if (text.replace("\r", "").replace("\n", "").length() % 4 != 0) {
        throw new IllegalArgumentException("padding is missing");
      }
    } catch (IllegalArgumentException e) {
      throw new SigningRefused(
          "Error while decoding Certificate Signing Request: Error while parsing base64 content."
              + " Incorrect value provided.");
    }
    byte[] der =
        Pem.firstBlock(new String(pem, StandardCharsets.UTF_8))
            .orElseThrow(() -> new SigningRefused(PREFIX + "Error while decoding pem block."));
    SigningRequest parsed;
    try {
      parsed =
          new SigningRequest(
              new JcaPKCS10CertificationRequest(new PKCS10CertificationRequest(der)));
    } catch (IOException | RuntimeException e) {
      throw new SigningRefused(
          PREFIX + "Error while parsing CSR: asn1: structure error: " + e.getMessage());
    }
    parsed.checkSignature();
    parsed.checkSubject(commonName, profile);
    return parsed;
  }

  private void checkSignature() throws SigningRefused {
    try {
      if (request.isSignatureValid(
          new JcaContentVerifierProviderBuilder().build(request.getPublicKey()))) {
        return;
      }
    } catch (PKCSException
        | OperatorCreationException
        | GeneralSecurityException
        | RuntimeException e) {
      throw new SigningRefused(PREFIX + "CSR signature invalid: " + e.getMessage());
    }
    throw new SigningRefused(PREFIX + "CSR signature invalid: verification error");
  }

  private void checkSubject(String commonName, SubjectProfile profile) throws SigningRefused {
    if (!commonName.equals(first(BCStyle.CN).orElse(""))) {
      throw new SigningRefused(PREFIX + "CSR: Invalid common name provided.");
    }
    check(BCStyle.C, "country", profile.country());
    check(BCStyle.O, "organization", profile.organization());
    check(BCStyle.OU, "organizational unit", profile.organizationalUnit());
    check(BCStyle.L, "locality", profile.locality());
    check(BCStyle.ST, "province", profile.province());
  }

  private void check(ASN1ObjectIdentifier attribute, String name, String expected)
      throws SigningRefused {
    Optional<String> value = first(attribute);
    if (value.isEmpty()) {
      throw new SigningRefused(PREFIX + "CSR: No " + name + " provided.");
    }
    if (!value.get().equals(expected)) {
      throw new SigningRefused(PREFIX + "CSR: Invalid " + name + " provided.");
    }
  }

  private Optional<String> first(ASN1ObjectIdentifier attribute) {
    return values(attribute).stream().findFirst().map(IETFUtils::valueToString);
  }

  private List<ASN1Encodable> values(ASN1ObjectIdentifier attribute) {
    List<ASN1Encodable> values = new ArrayList<>();
    for (RDN rdn : request.getSubject().getRDNs(attribute)) {
      for (AttributeTypeAndValue pair : rdn.getTypesAndValues()) {
        if (pair.getType().equals(attribute)) {
          values.add(pair.getValue());
        }
      }
    }
    return values;
  }

  PublicKey publicKey() throws SigningRefused {
    try {
      PublicKey key = request.getPublicKey();
      if (!key.getAlgorithm().equals("RSA")) {
        throw new SigningRefused(
            PREFIX
                + "Error while creating certificate: x509: requested SignatureAlgorithm does not"
                + " match private key type");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new SigningRefused(PREFIX + "Error while creating certificate: " + e.getMessage());
    }
  }

  AlgorithmIdentifier signatureAlgorithm() {
    return request.getSignatureAlgorithm();
  }

  /** The known attributes in Compass' order; all others are dropped. */
  X500Name subject() {
    X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
    for (ASN1ObjectIdentifier attribute :
        List.of(BCStyle.C, BCStyle.O, BCStyle.OU, BCStyle.L, BCStyle.ST)) {
      List<ASN1Encodable> values = values(attribute);
      ASN1ObjectIdentifier[] types = new ASN1ObjectIdentifier[values.size()];
      Arrays.fill(types, attribute);
      builder.addMultiValuedRDN(types, values.toArray(ASN1Encodable[]::new));
    }
    builder.addRDN(BCStyle.CN, values(BCStyle.CN).getFirst());
    return builder.build();
  }
}
