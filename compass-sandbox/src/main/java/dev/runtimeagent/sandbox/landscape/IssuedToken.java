package dev.runtimeagent.sandbox.landscape;

import java.time.Instant;

/** A one-time token just made; only its hash is kept. */
public record IssuedToken(String token, String systemAuthId, Instant expiresAt) {

  @Override
  public String toString() {
    return "IssuedToken[***, systemAuthId=" + systemAuthId + ", expiresAt=" + expiresAt + ']';
  }
}
