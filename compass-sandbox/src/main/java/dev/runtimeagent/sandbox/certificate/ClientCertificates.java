package dev.runtimeagent.sandbox.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The Connector's desk for client certificates: checks a request, signs it, and spoils it on
 * demand.
 */
public final class ClientCertificates {

  private final Clock clock;
  private final SubjectProfile profile;
  private final List<CertificateAuthority> authorities = new CopyOnWriteArrayList<>();
  private final Optional<CertificateAuthority> root;
  private volatile Duration validity;
  private volatile Duration startOffset;

  /**
   * A desk that signs with the first of these authorities and trusts all of them.
   *
   * @param root certificate added behind the authority's own in answers, if any
   */
  public ClientCertificates(
      Clock clock,
      SubjectProfile profile,
      List<CertificateAuthority> authorities,
      Optional<CertificateAuthority> root,
      Duration validity,
      Duration startOffset) {
    this.clock = clock;
    this.profile = profile;
    this.root = root;
    this.validity = validity;
    this.startOffset = startOffset;
    this.authorities.addAll(authorities);
  }

  /** How long certificates signed from now on are good. */
  public void setValidity(Duration validity) {
    this.validity = validity;
  }

  /** How far ahead of now (negative: behind) certificates signed from now on begin. */
  public void setStartOffset(Duration offset) {
    this.startOffset = offset;
  }

  /** Signs with a new authority from now on; certificates of the old one stay trusted. */
  public void replaceAuthority() throws GeneralSecurityException {
    authorities.addFirst(CertificateAuthority.rsa("Compass Sandbox Client CA", clock.instant()));
  }

  /** The authorities whose certificates are accepted, the signing one first. */
  public List<CertificateAuthority> authorities() {
    return List.copyOf(authorities);
  }

  public SubjectProfile profile() {
    return profile;
  }

  /** Signs the request of the system auth, unless one of the checks of P 1.3 fails. */
  public SignedCertificate sign(String request, String systemAuthId, CertificateFlaw flaw)
      throws SigningRefused {
    SigningRequest checked = SigningRequest.read(request, systemAuthId, profile);
    PublicKey key = checked.publicKey();
    try {
      return issue(checked.subject(), key, checked.signatureAlgorithm(), flaw);
    } catch (GeneralSecurityException e) {
      throw new SigningRefused(
          "Error while signing Certificate Signing Request: Error while creating certificate: "
              + e.getMessage());
    }
  }

  private SignedCertificate issue(
      X500Name subject, PublicKey key, AlgorithmIdentifier algorithm, CertificateFlaw flaw)
      throws GeneralSecurityException {
    CertificateAuthority authority = authorities.getFirst();
    PublicKey certified =
        flaw == CertificateFlaw.FOREIGN_KEY ? SharedKeys.forPurpose("stranger").getPublic() : key;
    X500Name named = flaw == CertificateFlaw.OTHER_COMMON_NAME ? renamed(subject) : subject;
    X509Certificate certificate =
        authority.signClient(named, certified, validityFor(flaw), algorithm);
    String told =
        flaw == CertificateFlaw.WRONG_CHAIN
            ? CertificateAuthority.stranger(clock.instant()).pem()
            : authority.pem() + root.map(CertificateAuthority::pem).orElse("");
    String leaf = Pem.ofCertificate(certificate);
    if (flaw == CertificateFlaw.NOT_PEM) {
      String nonsense = base64("not a certificate");
      return new SignedCertificate(certificate, nonsense, nonsense, nonsense);
    }
    String chain = flaw == CertificateFlaw.CHAIN_WITHOUT_AUTHORITY ? leaf : leaf + told;
    return new SignedCertificate(certificate, base64(leaf), base64(told), base64(chain));
  }

  private Validity validityFor(CertificateFlaw flaw) {
    Instant now = clock.instant().plus(startOffset).truncatedTo(ChronoUnit.SECONDS);
    return switch (flaw) {
      case FROM_THE_FUTURE -> from(now.plus(Duration.ofHours(1)));
      case EXPIRED -> new Validity(now.minus(Duration.ofHours(2)), now.minus(Duration.ofHours(1)));
      case NONE,
          FOREIGN_KEY,
          OTHER_COMMON_NAME,
          WRONG_CHAIN,
          REFUSED_BY_SERVICES,
          REFUSED_IN_HANDSHAKE,
          NOT_PEM,
          CHAIN_WITHOUT_AUTHORITY ->
          from(now);
    };
  }

  private Validity from(Instant start) {
    return new Validity(start, start.plus(validity));
  }

  private static X500Name renamed(X500Name subject) {
    X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
    for (var rdn : subject.getRDNs()) {
      if (!rdn.getFirst().getType().equals(BCStyle.CN)) {
        builder.addMultiValuedRDN(rdn.getTypesAndValues());
      }
    }
    builder.addRDN(BCStyle.CN, "somebody-else");
    return builder.build();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
