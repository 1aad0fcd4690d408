package dev.runtimeagent.domain.connection;

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
  static Duties beginning(CredentialSummary credential, Policy policy, Instant at) {
    return new Duties(
        Duty.now(at),
        Duty.of(Appointment.in(policy.checkInterval(), at)),
        Duty.of(credential.renewal()),
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
    return new Duties(sync, check.failures() > 0 ? check.hurried(at) : check, renewal, false);
  }

  /** A failing streak asks the Connector once; the agenda does so again before silence is loss. */
  Duties askingConnector(Instant at) {
    return connectorAsked ? this : new Duties(sync, check.hurried(at), renewal, true);
  }
}
