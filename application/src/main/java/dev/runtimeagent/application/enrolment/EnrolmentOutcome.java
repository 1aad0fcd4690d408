package dev.runtimeagent.application.enrolment;

import dev.runtimeagent.domain.credential.Generation;

/** What came of exchanging a token for a credential. */
public sealed interface EnrolmentOutcome {
  /** The credential is in custody as the next generation and waits for its proof. */
  record Issued(Generation generation) implements EnrolmentOutcome {}

  /**
   * There is no credential yet.
   *
   * @param detail a sentence that names the thing and what to do, without secrets
   */
  record Stopped(Fate fate, String detail) implements EnrolmentOutcome {}

  /** What became of the token, and so, what may be done next. */
  enum Fate {
    /** No token left this process: it is as good as before, try again soon. */
    NOTHING_SENT,
    /** Compass did not accept the configured token, or could not check it. */
    REFUSED,
    /** The configured token was sent and may be spent. */
    UNKNOWN,
    /** The configured token is spent, but the journal holds one for the next step: try later. */
    IN_HAND,
    /** The token is spent and nothing is in hand: only a new token helps. */
    SPENT
  }
}
