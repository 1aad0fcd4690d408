package dev.runtimeagent.compass.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.Sha256;
import dev.runtimeagent.domain.credential.CertificateFacts;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Judges credentials by key, name, chain and signatures; never by dates, and never by throwing. */
public final class BouncyCastleCertificates implements Certificates {
  private static final String CERTIFICATE = "CERTIFICATE";

  @Override
  public Verdict check(SignedCertificates answer, SecretText key, String commonName) {
    var problems = new ArrayList<String>();
    var certificate = decode("clientCertificate", answer.clientCertificate(), problems);
    var chain = decode("certificateChain", answer.certificateChain(), problems);
    var authorities = decode("caCertificate", answer.caCertificate(), problems);
    if (!problems.isEmpty()) {
      return new Verdict.Bad(problems);
    }
    var leaf = X509.read(certificate);
    var links = X509.read(chain);
    if (leaf.isEmpty()) {
      problems.add("clientCertificate holds no certificate that can be read.");
    }
    if (X509.read(authorities).isEmpty()) {
      problems.add("caCertificate holds no certificate that can be read.");
    }
    if (!leaf.isEmpty() && !links.isEmpty() && !links.getFirst().equals(leaf.getFirst())) {
      problems.add("The certificate chain does not begin with the client certificate.");
    }
    if (links.size() == 1) {
      problems.add("The certificate chain lacks the authority that signed the certificate.");
    }
    var verdict = judge(key, certificate, chain, authorities, Optional.of(commonName));
    if (verdict instanceof Verdict.Bad(var more)) {
      problems.addAll(more);
    }
    return problems.isEmpty() ? verdict : new Verdict.Bad(problems);
  }

  @Override
  public Verdict read(SecretText key, String certificate, String chain, String authorities) {
    return judge(key, certificate, chain, authorities, Optional.empty());
  }

  private static Verdict judge(
      SecretText keyText,
      String certificate,
      String chain,
      String authorities,
      Optional<String> wanted) {
    var problems = new ArrayList<String>();
    var key = RsaKeys.read(keyText);
    var links = X509.read(chain);
    if (key.isEmpty()) {
      problems.add("The private key is not an RSA key in PEM that can be read.");
    }
    if (links.isEmpty()) {
      problems.add("The certificate chain holds no certificate that can be read.");
    }
    if (key.isEmpty() || links.isEmpty()) {
      return new Verdict.Bad(problems);
    }
    var leaf = links.getFirst();
    if (!belongs(key.get(), leaf)) {
      problems.add("The certificate was issued for another key.");
    }
    var commonName = commonName(leaf);
    if (commonName.isEmpty()) {
      problems.add("The certificate's subject has no CN.");
    }
    if (wanted.isPresent() && commonName.isPresent() && !wanted.equals(commonName)) {
      problems.add(
          "The certificate's CN is \"" + commonName.get() + "\", not \"" + wanted.get() + "\".");
    }
    problems.addAll(brokenLinks(links));
    if (!problems.isEmpty()) {
      return new Verdict.Bad(problems);
    }
    return credential(key.get(), keyText, certificate, chain, authorities, leaf, commonName.get());
  }

  private static Verdict credential(
      RSAPrivateCrtKey key,
      SecretText keyText,
      String certificate,
      String chain,
      String authorities,
      X509Certificate leaf,
      String commonName) {
    try {
      var der = leaf.getEncoded();
      var facts =
          new CertificateFacts(
              Sha256.hex(der),
              commonName,
              leaf.getNotBefore().toInstant(),
              leaf.getNotAfter().toInstant());
      return new Verdict.Good(
          new ClientCredential(
              keyText.reveal().contains("BEGIN " + RsaKeys.PKCS1) ? keyText : RsaKeys.pkcs1(key),
              X509.read(certificate).equals(List.of(leaf))
                  ? certificate
                  : Pem.text(CERTIFICATE, der),
              chain,
              authorities,
              facts));
    } catch (CertificateEncodingException _) {
      return new Verdict.Bad(List.of("The certificate cannot be encoded again."));
    }
  }

  private static boolean belongs(RSAPrivateCrtKey key, X509Certificate certificate) {
    return certificate.getPublicKey() instanceof RSAPublicKey other
        && other.getModulus().equals(key.getModulus())
        && other.getPublicExponent().equals(key.getPublicExponent());
  }

  private static List<String> brokenLinks(List<X509Certificate> links) {
    var problems = new ArrayList<String>();
    for (int i = 0; i + 1 < links.size(); i++) {
      var issued = links.get(i);
      var issuer = links.get(i + 1);
      if (!issued.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        problems.add(
            "Certificate %d of the chain was not issued by certificate %d."
                .formatted(i + 1, i + 2));
      } else if (!signed(issued, issuer)) {
        problems.add(
            "The signature of certificate %d of the chain is not that of certificate %d."
                .formatted(i + 1, i + 2));
      }
    }
    return problems;
  }

  private static boolean signed(X509Certificate issued, X509Certificate issuer) {
    try {
      issued.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException _) {
      return false;
    }
  }

  /** The last CN, the most specific one, as {@code DistinguishedName} has it. */
  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      var names =
          X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
              .getRDNs(BCStyle.CN);
      for (int i = names.length - 1; i >= 0; i--) {
        for (var attribute : names[i].getTypesAndValues()) {
          if (attribute.getType().equals(BCStyle.CN)
              && attribute.getValue() instanceof ASN1String value) {
            return Optional.of(value.getString());
          }
        }
      }
      return Optional.empty();
    } catch (RuntimeException _) {
      // A subject that Bouncy Castle cannot decode has no name to go by.
      return Optional.empty();
    }
  }

  private static String decode(String field, String base64, List<String> problems) {
    try {
      return new String(Base64.getDecoder().decode(base64.replaceAll("[\r\n]", "")), UTF_8);
    } catch (IllegalArgumentException _) {
      problems.add("The answer's " + field + " is not base64.");
      return "";
    }
  }
}
