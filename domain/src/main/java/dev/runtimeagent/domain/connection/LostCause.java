package dev.runtimeagent.domain.connection;

import java.time.Instant;

/** Why a connection is lost. */
public sealed interface LostCause {
  String detail();

  /**
   * Compass refuses the stored credential.
   *
   * @param since when it did so first; a configuration that came later was put there to help
   */
  record CredentialRefused(String detail, Instant since) implements LostCause {}

  /** The token of a reconnect was of no use; what is stored has to prove itself. */
  record TokenUseless(String detail) implements LostCause {}

  /** The configuration went away while connecting with a stored credential that is not proven. */
  record ConfigurationGone(String detail) implements LostCause {}

  /** No usable answer for longer than {@code APP_LOST_AFTER}. */
  record CompassSilent(String detail) implements LostCause {}

  /** A credential was stored, and is gone. */
  record CredentialGone(String detail) implements LostCause {}

  /** It cannot be said whether a credential is stored, and none is in memory. */
  record CredentialUnreadable(String detail) implements LostCause {}
}
