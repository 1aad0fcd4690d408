package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is done again and again while connected.
 *
 * @param sync of the Runtime with what the Director lists
 * @param check of the credential, at the Connector
 * @param renewal of the credential
 * @param connectorAsked whether the Connector was asked in this failing streak of the Director
 */
public record Duties(Duty sync, Duty check, Duty renewal, boolean connectorAsked) {
  private static final Duration LONGEST_CHECK_WAIT = Duration.ofMinutes(6);
  private static final Duration LONGEST_RENEWAL_WAIT = Duration.ofHours(1);

  static Duties beginning(CredentialSummary credential, Policy policy, Instant at) {
    return new Duties(
        Duty.dueAt(at),
        Duty.dueAt(at.plus(policy.checkInterval())),
        Duty.dueAt(credential.renewalDue()),
        false);
  }

  /** A failing maintenance, in words. */
  public Optional<String> trouble() {
    return check.problem().or(renewal::problem);
  }

  Duties syncing(Duty newer) {
    return new Duties(newer, check, renewal, connectorAsked);
  }

  Duties checking(Duty newer) {
    return new Duties(sync, newer, renewal, connectorAsked);
  }

  Duties renewing(Duty newer) {
    return new Duties(sync, check, newer, connectorAsked);
  }

  /** The Director answered, which ends its failing streak; a check that failed is repeated. */
  Duties answered(Instant at) {
    return new Duties(sync, check.failures() > 0 ? check.movedTo(at) : check, renewal, false);
  }

  /** A failing streak asks the Connector once; the agenda does so again before silence is loss. */
  Duties askingConnector(Instant at) {
    return connectorAsked ? this : new Duties(sync, check.movedTo(at), renewal, true);
  }

  Duties notAheadOf(Instant at, Policy policy) {
    var latestSync = at.plus(Backoff.longestSyncWait(policy));
    return new Duties(
        sync.due().isAfter(latestSync) ? sync.movedTo(at) : sync,
        check.retriedWithin(LONGEST_CHECK_WAIT, at),
        renewal.retriedWithin(LONGEST_RENEWAL_WAIT, at),
        connectorAsked);
  }
}
