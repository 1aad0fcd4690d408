package dev.runtimeagent.domain.connection;

import java.time.Instant;
import java.util.Optional;

/** What a decision asks to be done. Each is safe to repeat; results come back as events. */
public sealed interface Effect {
  /** Exchange the token, or go on with an exchange that the journal holds. */
  record Enrol(ConnectionConfiguration configuration) implements Effect {}

  /** End an enrolment that has not sent anything yet; otherwise it goes on to its end. */
  record AbandonEnrolment() implements Effect {}

  /** Try every stored credential. */
  record Probe() implements Effect {}

  /** Break off a probe: nothing is to be heard of it any more. */
  record AbandonProbe() implements Effect {}

  /** Ask the Connector whether it knows the credential, and where Compass is. */
  record Check() implements Effect {}

  /** Have a new certificate signed. */
  record Renew() implements Effect {}

  /**
   * Make the Runtime hold Compass' Applications.
   *
   * @param identify whether to ask Compass first whom it takes the credential for
   * @param keepAll why nothing may be lost, whatever is approved, if so
   */
  record Synchronize(boolean identify, Optional<String> keepAll) implements Effect {}

  /** Lose nothing more in a synchronization that is under way, and why. */
  record KeepAll(String reason) implements Effect {}

  /** Put back what somebody else changed in the Runtime, as far as that takes nothing away. */
  record Repair() implements Effect {}

  /** Take runtime id and tenant from a corrected configuration, without pairing. */
  record AdoptIdentity(ConnectionConfiguration configuration) implements Effect {}

  /** Forget for good which tokens were refused. */
  record ForgiveTokens() implements Effect {}

  /** Clear the flags an operator raised: they were heard. */
  record ClearFlags() implements Effect {}

  /** Call again at that time, if nothing else happens before. */
  record WakeAt(Instant at) implements Effect {}
}
