package dev.runtimeagent.sandbox.landscape;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The system auths of all Runtimes and their one-time tokens (P 1.5); safe for threads. */
public final class SystemAuths {

  private static final int TOKEN_BYTES = 64;

  private final Clock clock;
  private final Runnable onChange;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, SystemAuth> auths = new LinkedHashMap<>();
  private Duration tokenValidity;

  /** No system auth yet; {@code onChange} is told of every change. */
  public SystemAuths(Clock clock, Duration tokenValidity, Runnable onChange) {
    this.clock = clock;
    this.tokenValidity = tokenValidity;
    this.onChange = onChange;
  }

  /** How long tokens issued from now on may be used. */
  public synchronized void setTokenValidity(Duration validity) {
    tokenValidity = validity;
  }

  /** Makes a new system auth of the Runtime and a token for it. */
  public IssuedToken issue(RegisteredRuntime runtime) {
    String id = UUID.randomUUID().toString();
    synchronized (this) {
      auths.put(id, new SystemAuth(id, runtime.id(), runtime.tenant(), null, null, false, false));
    }
    return reissue(id);
  }

  /** Gives an existing system auth a new token in place of its old one. */
  public IssuedToken reissue(String systemAuthId) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().encodeToString(bytes);
    Instant expiresAt;
    synchronized (this) {
      expiresAt = clock.instant().plus(tokenValidity);
      auths.computeIfPresent(systemAuthId, (_, auth) -> auth.withToken(hash(token), expiresAt));
    }
    onChange.run();
    return new IssuedToken(token, systemAuthId, expiresAt);
  }

  /** Puts a system auth back as it was known before a restart. */
  public synchronized void restore(SystemAuth auth) {
    auths.put(auth.id(), auth);
  }

  /** Marks the token used; empty if it is unknown, used or expired. */
  public Optional<SystemAuth> consume(String token) {
    Optional<SystemAuth> found;
    synchronized (this) {
      found = usable(token);
      found.ifPresent(auth -> auths.put(auth.id(), auth.withTokenUsed()));
    }
    if (found.isPresent()) {
      onChange.run();
    }
    return found;
  }

  /** The system auth this token would authenticate, if it were used now. */
  public synchronized Optional<SystemAuth> usable(String token) {
    String hash = hash(token);
    Instant now = clock.instant();
    return auths.values().stream()
        .filter(auth -> hash.equals(auth.tokenHash()) && !auth.tokenUsed())
        .filter(auth -> auth.tokenExpiresAt() != null && now.isBefore(auth.tokenExpiresAt()))
        .findFirst();
  }

  /** Notes a request with a certificate; the first one erases the outstanding token. */
  public void certificateSeen(String systemAuthId) {
    boolean first;
    synchronized (this) {
      SystemAuth auth = auths.get(systemAuthId);
      first = auth != null && !auth.paired();
      if (auth != null && first) {
        auths.put(systemAuthId, auth.afterFirstCertificateRequest());
      }
    }
    if (first) {
      onChange.run();
    }
  }

  public synchronized Optional<SystemAuth> find(String id) {
    return Optional.ofNullable(auths.get(id));
  }

  public synchronized List<SystemAuth> all() {
    return List.copyOf(auths.values());
  }

  /** The system auths of one Runtime, oldest first. */
  public synchronized List<SystemAuth> of(String runtimeId) {
    return auths.values().stream().filter(auth -> auth.runtimeId().equals(runtimeId)).toList();
  }

  /** Deletes a system auth, which cuts off all its certificates. */
  public boolean delete(String id) {
    boolean removed;
    synchronized (this) {
      removed = auths.remove(id) != null;
    }
    onChange.run();
    return removed;
  }

  /** Deletes all system auths of a Runtime. */
  public void deleteOf(String runtimeId) {
    synchronized (this) {
      auths.values().removeIf(auth -> auth.runtimeId().equals(runtimeId));
    }
    onChange.run();
  }

  private static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
