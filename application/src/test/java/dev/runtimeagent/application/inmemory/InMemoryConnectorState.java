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
import java.util.function.Supplier;

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

    SystemAuth(String id, String runtimeId, SecretText token, Instant now) {
      this.id = id;
      this.runtimeId = runtimeId;
      this.token = token;
      this.tokenCreated = now;
    }

    void renewToken(SecretText newer, Instant now) {
      token = newer;
      tokenCreated = now;
      tokenUsed = false;
    }
  }

  private static final Duration TOKEN_VALIDITY = Duration.ofMinutes(60);

  private final Supplier<String> ids;
  private final Map<String, SystemAuth> systemAuths = new HashMap<>();
  private final Map<SecretText, SystemAuth> byToken = new HashMap<>();
  private final Map<String, CertificateFacts> issued = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private Duration certificateLifetime = Duration.ofDays(90);

  InMemoryConnectorState(Supplier<String> ids) {
    this.ids = ids;
  }

  SecretText issueToken(String runtimeId, Instant now) {
    var auth = new SystemAuth(ids.get(), runtimeId, newToken(), now);
    systemAuths.put(auth.id, auth);
    byToken.put(auth.token, auth);
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
    byToken.values().removeIf(a -> a.runtimeId.equals(runtimeId));
  }

  int systemAuths() {
    return systemAuths.size();
  }

  /** The system auth of an unused, unexpired token, which is used from now on. */
  Optional<String> spend(SecretText token, Instant now) {
    var owner = Optional.ofNullable(byToken.get(token)).filter(_ -> isGood(token, now));
    owner.ifPresent(a -> a.tokenUsed = true);
    return owner.map(a -> a.id);
  }

  /** A fresh token in place of the one that was there. */
  SecretText regenerateToken(String systemAuthId, Instant now) {
    var auth = systemAuth(systemAuthId);
    byToken.remove(auth.token);
    auth.renewToken(newToken(), now);
    byToken.put(auth.token, auth);
    return auth.token;
  }

  boolean isGood(SecretText token, Instant now) {
    return Optional.ofNullable(byToken.get(token))
        .filter(a -> !a.tokenUsed && now.isBefore(a.tokenCreated.plus(TOKEN_VALIDITY)))
        .isPresent();
  }

  /** The system auth a certificate stands for; its first use erases the outstanding token. */
  Optional<String> recognise(CertificateFacts shown, Instant now) {
    if (!isKnown(shown, now)) {
      return Optional.empty();
    }
    var auth = systemAuth(shown.commonName());
    if (!auth.certificateSeen) {
      auth.certificateSeen = true;
      auth.tokenUsed = true;
    }
    return Optional.of(auth.id);
  }

  boolean isKnown(CertificateFacts shown, Instant now) {
    return Optional.ofNullable(issued.get(shown.fingerprint()))
        .filter(facts -> !revoked.contains(facts.fingerprint()))
        .filter(facts -> !now.isAfter(facts.notAfter()))
        .filter(facts -> systemAuths.containsKey(facts.commonName()))
        .isPresent();
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
            "Compass Client CA",
            ids.get());
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

  private SecretText newToken() {
    return SecretText.of("token-" + ids.get());
  }
}
