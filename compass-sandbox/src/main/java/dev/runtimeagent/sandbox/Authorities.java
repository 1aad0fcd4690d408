package dev.runtimeagent.sandbox;

import dev.runtimeagent.sandbox.SandboxState.KeyAndCertificate;
import dev.runtimeagent.sandbox.certificate.CertificateAuthority;
import dev.runtimeagent.sandbox.certificate.Pem;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The authorities of one sandbox, made afresh or taken over from a former one. */
record Authorities(
    CertificateAuthority server,
    List<CertificateAuthority> clients,
    Optional<CertificateAuthority> root) {

  static Authorities fresh(boolean withRoot, Instant now) throws GeneralSecurityException {
    CertificateAuthority server = CertificateAuthority.elliptic("Compass Sandbox Server CA", now);
    if (!withRoot) {
      return new Authorities(
          server,
          List.of(CertificateAuthority.rsa("Compass Sandbox Client CA", now)),
          Optional.empty());
    }
    CertificateAuthority root = CertificateAuthority.root("Compass Sandbox Client Root", now);
    return new Authorities(
        server, List.of(root.intermediate("Compass Sandbox Client CA", now)), Optional.of(root));
  }

  static Authorities of(SandboxState state) throws GeneralSecurityException {
    List<CertificateAuthority> clients = new ArrayList<>();
    for (KeyAndCertificate client : state.clientAuthorities()) {
      clients.add(read(client));
    }
    return new Authorities(
        read(state.serverAuthority()),
        clients,
        state.rootAuthority() == null
            ? Optional.empty()
            : Optional.of(read(state.rootAuthority())));
  }

  private static CertificateAuthority read(KeyAndCertificate text) throws GeneralSecurityException {
    return new CertificateAuthority(
        Pem.readCertificate(text.certificate()), Pem.readPrivateKey(text.key(), text.algorithm()));
  }

  static KeyAndCertificate write(CertificateAuthority authority) {
    return new KeyAndCertificate(
        authority.key().getAlgorithm(), Pem.ofPrivateKey(authority.key()), authority.pem());
  }
}
