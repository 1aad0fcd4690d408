package dev.runtimeagent.filesystem.document;

import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.Sha256;
import dev.runtimeagent.domain.credential.CertificateFacts;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.time.Instant;
import java.util.List;

/** Takes any text for a certificate: what certificates are made of is fuzzed where it is read. */
final class TrustingCertificates implements Certificates {
  @Override
  public Verdict check(SignedCertificates answer, SecretText key, String commonName) {
    return new Verdict.Bad(List.of("nothing is signed here"));
  }

  @Override
  public Verdict read(SecretText key, String certificate, String chain, String authorities) {
    if (chain.isBlank()) {
      return new Verdict.Bad(List.of("there is no chain"));
    }
    var facts =
        new CertificateFacts(
            Sha256.hex(chain),
            "id-1",
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-04-01T00:00:00Z"));
    return new Verdict.Good(new ClientCredential(key, certificate, chain, authorities, facts));
  }
}
