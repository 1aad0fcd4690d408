package dev.runtimeagent.application.enrolment;

import dev.runtimeagent.domain.connection.TokenFate;
import dev.runtimeagent.domain.credential.Generation;
import java.time.Duration;
import java.util.Optional;

/** What came of exchanging a token for a credential. */
public sealed interface EnrolmentOutcome {
  /** The credential is in custody as the next generation and waits for its proof. */
  record Issued(Generation generation) implements EnrolmentOutcome {}

  /**
   * There is no credential yet.
   *
   * @param fate what became of the token, and so, what may be done next
   * @param detail a sentence that names the thing and what to do, without secrets
   * @param retryAfter what Compass asked for
   */
  record Stopped(TokenFate fate, String detail, Optional<Duration> retryAfter)
      implements EnrolmentOutcome {
    Stopped(TokenFate fate, String detail) {
      this(fate, detail, Optional.empty());
    }
  }
}
