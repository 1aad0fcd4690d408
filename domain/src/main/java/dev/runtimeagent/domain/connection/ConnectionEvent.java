package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What can happen to a connection. */
public sealed interface ConnectionEvent {
  Moment when();

  /** The configuration was read; perhaps it says what it said before. */
  record ConfigurationSeen(ConfigurationReading reading, Moment when) implements ConnectionEvent {}

  /**
   * The connection document is not there: somebody asks to connect anew.
   *
   * @param seen whether it was there in this life; otherwise it may never have been written
   */
  record DocumentMissing(boolean seen, Moment when) implements ConnectionEvent {}

  /** {@code spec.resyncNow} or {@code spec.refreshCredentialsNow} was set. */
  record FlagsRaised(boolean resync, boolean refreshCredentials, Moment when)
      implements ConnectionEvent {}

  /** The Go agent wrote the connection document at {@code at}, since we began. */
  record OtherAgentWrote(Instant at, Moment when) implements ConnectionEvent {}

  /** Held losses were approved. */
  record LossesApproved(Moment when) implements ConnectionEvent {}

  /** An enrolment gave a certificate, which is stored, or at least held, but not proven. */
  record CredentialIssued(CredentialSummary credential, Moment when) implements ConnectionEvent {}

  /** An enrolment ended without one. */
  record EnrolmentStopped(TokenFate fate, String detail, Optional<Duration> retryAfter, Moment when)
      implements ConnectionEvent {
    public EnrolmentStopped(TokenFate fate, String detail, Moment when) {
      this(fate, detail, Optional.empty(), when);
    }
  }

  /** Compass answered a probe or a check. */
  record CredentialProven(CredentialSummary credential, Moment when) implements ConnectionEvent {}

  /** Compass refused every stored credential. */
  record CredentialRefused(String detail, Moment when) implements ConnectionEvent {}

  /** A probe or a check got no usable answer. */
  record CompassSilent(String detail, Optional<Duration> retryAfter, Moment when)
      implements ConnectionEvent {}

  /** No credential is stored, and none in memory. */
  record CredentialMissing(Moment when) implements ConnectionEvent {}

  /** It cannot be said whether a credential is stored. */
  record CredentialUnreadable(String problem, Moment when) implements ConnectionEvent {}

  record Renewed(CredentialSummary credential, Moment when) implements ConnectionEvent {}

  /**
   * No new certificate is in use.
   *
   * @param retryAfter what Compass asked for
   */
  record RenewalFailed(
      String detail, boolean authenticationDoubtful, Optional<Duration> retryAfter, Moment when)
      implements ConnectionEvent {
    public RenewalFailed(String detail, boolean authenticationDoubtful, Moment when) {
      this(detail, authenticationDoubtful, Optional.empty(), when);
    }
  }

  record SyncEnded(SyncVerdict verdict, Moment when) implements ConnectionEvent {}

  /** Somebody else changed an Application or Secret of ours in the Runtime. */
  record RuntimeDrifted(Moment when) implements ConnectionEvent {}

  /**
   * A repair ended.
   *
   * @param problem why the Runtime is not as the last complete listing wants it, if so
   */
  record RepairEnded(Optional<String> problem, Moment when) implements ConnectionEvent {}

  record TimePassed(Moment when) implements ConnectionEvent {}

  /** The clock moved by more than five minutes at once: set, or the machine slept. */
  record TimeJumped(Moment when) implements ConnectionEvent {}
}
