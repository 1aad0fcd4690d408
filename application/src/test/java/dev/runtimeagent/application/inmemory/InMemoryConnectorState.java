package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.credential.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** System auths, their tokens and certificates, by the rules of P 1.5. */
final class InMemoryConnectorState {
  /** A Director's credential record of a Runtime. */
  private static final class SystemAuth {
    final String id;
    final String runtimeId;
    SecretText token;
    Instant tokenCreated;
    boolean tokenUsed;
    boolean certificateSeen;

    SystemAuth(String id, String runtimeId, Instant now) {
      this.id = id;
      this.runtimeId = runtimeId;
      this.token = newToken();
      this.tokenCreated = now;
    }

    void renewToken(Instant now) {
      token = newToken();
      tokenCreated = now;
      tokenUsed = false;
    }
  }

  private static final Duration TOKEN_VALIDITY = Duration.ofMinutes(60);

  private final Map<String, SystemAuth> systemAuths = new HashMap<>();
  private final Map<String, CertificateFacts> issued = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private Duration certificateLifetime = Duration.ofDays(90);

  SecretText issueToken(String runtimeId, Instant now) {
    var auth = new SystemAuth(UUID.randomUUID().toString(), runtimeId, now);
    systemAuths.put(auth.id, auth);
    return auth.token;
  }

  void certificateLifetime(Duration lifetime) {
    certificateLifetime = lifetime;
  }

  void revoke(String fingerprint) {
    revoked.add(fingerprint);
  }

  void unregister(String runtimeId) {
    systemAuths.values().removeIf(a -> a.runtimeId.equals(runtimeId));
  }

  int systemAuths() {
    return systemAuths.size();
  }

  /** The system auth of an unused, unexpired token, which is used from now on. */
  Optional<String> spend(SecretText token, Instant now) {
    var owner =
        systemAuths.values().stream()
            .filter(a -> !a.tokenUsed && a.token.equals(token))
            .filter(a -> now.isBefore(a.tokenCreated.plus(TOKEN_VALIDITY)))
            .findFirst();
    owner.ifPresent(a -> a.tokenUsed = true);
    return owner.map(a -> a.id);
  }

  /** A fresh token in place of the one that was there. */
  SecretText regenerateToken(String systemAuthId, Instant now) {
    var auth = systemAuth(systemAuthId);
    auth.renewToken(now);
    return auth.token;
  }

  /** The system auth a certificate stands for; its first use erases the outstanding token. */
  Optional<String> recognise(CertificateFacts shown, Instant now) {
    var facts = issued.get(shown.fingerprint());
    if (facts == null
        || revoked.contains(facts.fingerprint())
        || now.isAfter(facts.notAfter())
        || !systemAuths.containsKey(facts.commonName())) {
      return Optional.empty();
    }
    var auth = systemAuth(facts.commonName());
    if (!auth.certificateSeen) {
      auth.certificateSeen = true;
      auth.tokenUsed = true;
    }
    return Optional.of(auth.id);
  }

  String runtimeOf(String systemAuthId) {
    return systemAuth(systemAuthId).runtimeId;
  }

  SignedCertificates sign(FakePem request, Instant now) {
    var authority = FakeCertificates.authority("Compass Client CA");
    var leaf =
        FakeCertificates.certificate(
            request.field("key"),
            request.field("cn"),
            now,
            now.plus(certificateLifetime),
            "Compass Client CA");
    var facts = FakeCertificates.facts(leaf);
    issued.put(facts.fingerprint(), facts);
    return new SignedCertificates(
        FakePem.encode(leaf.text() + authority.text()),
        FakePem.encode(authority.text()),
        FakePem.encode(leaf.text()));
  }

  private SystemAuth systemAuth(String id) {
    return Optional.ofNullable(systemAuths.get(id)).orElseThrow();
  }

  private static SecretText newToken() {
    return SecretText.of("token-" + UUID.randomUUID());
  }
}
