package dev.runtimeagent.domain.connection;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.Sha256;

/** The SHA-256 of a one-time token: enough to know it again, useless to whoever finds it. */
public record TokenHash(String hex) {
  public static TokenHash of(SecretText token) {
    return new TokenHash(Sha256.hex(token.reveal()));
  }
}
