package dev.runtimeagent.sandbox;

import dev.runtimeagent.sandbox.certificate.Pem;
import dev.runtimeagent.sandbox.certificate.Revocations;
import dev.runtimeagent.sandbox.certificate.SubjectProfile;
import dev.runtimeagent.sandbox.http.HostKind;
import dev.runtimeagent.sandbox.http.HttpRequest;
import dev.runtimeagent.sandbox.landscape.Landscape;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import dev.runtimeagent.sandbox.landscape.SystemAuth;
import dev.runtimeagent.sandbox.landscape.SystemAuths;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Token resolver, certificate resolver and tenant mapping in one (P 0.1). */
final class Callers {

  private final Landscape landscape;
  private final SystemAuths systemAuths;
  private final Revocations revocations;
  private final SubjectProfile profile;

  Callers(
      Landscape landscape,
      SystemAuths systemAuths,
      Revocations revocations,
      SubjectProfile profile) {
    this.landscape = landscape;
    this.systemAuths = systemAuths;
    this.revocations = revocations;
    this.profile = profile;
  }

  /** Recognises the caller; a token is consumed by that, whatever follows (P 1.5). */
  Caller recognize(HostKind host, HttpRequest request, Optional<X509Certificate> certificate) {
    Optional<SystemAuth> found =
        switch (host) {
          case TOKEN -> token(request).flatMap(systemAuths::consume);
          case MTLS -> certificate.flatMap(this::owner);
        };
    Optional<SystemAuth> known =
        found.filter(auth -> landscape.runtime(auth.runtimeId()).isPresent());
    if (known.isEmpty()) {
      return Caller.NOBODY;
    }
    if (host == HostKind.MTLS) {
      systemAuths.certificateSeen(known.get().id());
    }
    Optional<String> tenant =
        request
            .header("tenant")
            .filter(name -> !name.isEmpty() && !name.equals(known.get().tenant()));
    if (tenant.isEmpty()) {
      return new Caller(known, Optional.empty());
    }
    return landscape.tenants().contains(tenant.get()) ? new Caller(known, tenant) : Caller.NOBODY;
  }

  private static Optional<String> token(HttpRequest request) {
    return request
        .header("connector-token")
        .filter(token -> !token.isEmpty())
        .or(() -> Optional.ofNullable(request.queryParameters().get("token")));
  }

  private Optional<SystemAuth> owner(X509Certificate certificate) {
    if (revocations.isRevoked(Pem.hash(certificate))) {
      return Optional.empty();
    }
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    boolean ours =
        first(subject, BCStyle.O).equals(profile.organization())
            && first(subject, BCStyle.OU).equals(profile.organizationalUnit())
            && first(subject, BCStyle.L).equals(profile.locality())
            && first(subject, BCStyle.ST).equals(profile.province())
            && first(subject, BCStyle.C).equals(profile.country());
    return ours ? systemAuths.find(first(subject, BCStyle.CN)) : Optional.empty();
  }

  private static String first(X500Name subject, ASN1ObjectIdentifier attribute) {
    RDN[] found = subject.getRDNs(attribute);
    return found.length == 0 ? "" : IETFUtils.valueToString(found[0].getFirst().getValue());
  }

  /** Notes a Director call, which makes the Runtime connected before anything else happens. */
  void noteDirectorCall(Caller caller, boolean speaksOfBundles) {
    caller
        .systemAuth()
        .ifPresent(auth -> landscape.runtimeCalled(auth.runtimeId(), speaksOfBundles));
  }

  Optional<RegisteredRuntime> runtimeOf(Caller caller) {
    return caller.systemAuth().flatMap(auth -> landscape.runtime(auth.runtimeId()));
  }
}
