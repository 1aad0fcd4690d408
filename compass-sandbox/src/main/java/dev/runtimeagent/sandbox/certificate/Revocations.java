package dev.runtimeagent.sandbox.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates, by SHA-256, that services or handshakes refuse (P 1.7); entries never expire. */
public final class Revocations {

  private final Clock clock;
  private final Runnable onChange;
  private final Map<String, Instant> revoked = new ConcurrentHashMap<>();
  private final Set<String> refusedInHandshake = ConcurrentHashMap.newKeySet();
  private volatile Duration delay;

  /**
   * Nothing revoked yet.
   *
   * @param delay how long after its revocation a certificate still works
   */
  public Revocations(Clock clock, Duration delay, Runnable onChange) {
    this.clock = clock;
    this.delay = delay;
    this.onChange = onChange;
  }

  public void setDelay(Duration delay) {
    this.delay = delay;
  }

  /** Revokes the certificate for Connector and Director; handshakes still succeed. */
  public void revoke(String hash) {
    revoked.putIfAbsent(hash, clock.instant().plus(delay));
    onChange.run();
  }

  /** Puts an entry back as it was known before a restart. */
  public void restore(String hash, Instant effectiveAt) {
    revoked.put(hash, effectiveAt);
  }

  public boolean isRevoked(String hash) {
    Instant effectiveAt = revoked.get(hash);
    return effectiveAt != null && !clock.instant().isBefore(effectiveAt);
  }

  /** The revoked hashes with the instant each takes effect. */
  public Map<String, Instant> all() {
    return Map.copyOf(revoked);
  }

  /** Refuses the certificate by TLS alert from now on. */
  public void refuseInHandshake(String hash) {
    refusedInHandshake.add(hash);
  }

  /** Takes both kinds of refusal back. */
  public void pardon(String hash) {
    refusedInHandshake.remove(hash);
    revoked.remove(hash);
    onChange.run();
  }

  boolean isRefusedInHandshake(String hash) {
    return refusedInHandshake.contains(hash);
  }
}
