package dev.runtimeagent.application.credential;

import dev.runtimeagent.domain.credential.Generation;
import java.time.Duration;
import java.util.Optional;

/** Whether the current credential still works. */
public sealed interface CheckOutcome {
  /**
   * It does.
   *
   * @param endpointsProblem why announced URLs are not in use, naming both
   */
  record Healthy(Generation generation, Optional<String> endpointsProblem)
      implements CheckOutcome {}

  /** Compass refused it; one refusal is no proof (design, 3). */
  record Refused(String detail) implements CheckOutcome {}

  /**
   * No usable answer came; the credential may be fine.
   *
   * @param retryAfter what Compass asked for
   */
  record Unreachable(String detail, Optional<Duration> retryAfter) implements CheckOutcome {}
}
