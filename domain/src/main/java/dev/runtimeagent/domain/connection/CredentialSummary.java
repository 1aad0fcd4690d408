package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the state machine needs to know of the credential in use.
 *
 * @param bound whether a synchronization with it has succeeded, so that runtime id and tenant are
 *     its own and no longer the configuration's
 * @param renewalDue when to renew it
 */
public record CredentialSummary(
    String fingerprint,
    String runtimeId,
    Optional<String> tenant,
    boolean bound,
    Instant acquired,
    Instant notAfter,
    Instant renewalDue) {

  CredentialSummary asBound() {
    return new CredentialSummary(
        fingerprint, runtimeId, tenant, true, acquired, notAfter, renewalDue);
  }

  CredentialSummary identifiedBy(ConnectionConfiguration configuration) {
    return new CredentialSummary(
        fingerprint,
        configuration.runtimeId(),
        Optional.of(configuration.tenant()),
        bound,
        acquired,
        notAfter,
        renewalDue);
  }

  /**
   * By a clock that is further behind, the renewal would come when half of what is left to the
   * expiry is over, or not at all.
   */
  Appointment renewal() {
    var half = Duration.between(renewalDue, notAfter).dividedBy(2);
    return new Appointment(acquired.minus(half), renewalDue);
  }

  /** Whether {@code configuration} names another runtime or tenant than this. */
  boolean differsFrom(ConnectionConfiguration configuration) {
    return !configuration.runtimeId().equals(runtimeId)
        || !tenant.equals(Optional.of(configuration.tenant()));
  }
}
