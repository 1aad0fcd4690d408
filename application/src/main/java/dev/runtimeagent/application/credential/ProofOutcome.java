package dev.runtimeagent.application.credential;

import dev.runtimeagent.domain.credential.Generation;
import java.time.Duration;
import java.util.Optional;

/** Whether any stored credential works. */
public sealed interface ProofOutcome {
  /**
   * One works and is the current generation.
   *
   * @param endpointsProblem why announced URLs are not in use, naming both
   * @param pending what to tell of a newer generation that is not proven yet: {@link
   *     RenewCredential} is to be run again on the schedule of a failed renewal
   */
  record Proven(Generation generation, Optional<String> endpointsProblem, Optional<String> pending)
      implements ProofOutcome {}

  /** Compass refused all of them; one refusal is no proof (design, 3). */
  record Refused(String detail) implements ProofOutcome {}

  /**
   * At least one may still work, but no usable answer came.
   *
   * @param retryAfter what Compass asked for
   */
  record Unreachable(String detail, Optional<Duration> retryAfter) implements ProofOutcome {}

  /** There is nothing to prove. */
  record Nothing() implements ProofOutcome {}

  /** The store cannot be read, and nothing is in memory. */
  record Unreadable(String problem) implements ProofOutcome {}
}
