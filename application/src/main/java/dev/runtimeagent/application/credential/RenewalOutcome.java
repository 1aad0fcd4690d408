package dev.runtimeagent.application.credential;

import dev.runtimeagent.domain.credential.Generation;
import java.time.Duration;
import java.util.Optional;

/** What came of renewing the credential. Whatever it is, a working credential stays in use. */
public sealed interface RenewalOutcome {
  /**
   * The new credential is proven and current.
   *
   * @param endpointsProblem why announced URLs are not in use, naming both
   */
  record Renewed(Generation generation, Optional<String> endpointsProblem)
      implements RenewalOutcome {}

  /**
   * A new credential was issued, but it is not proven yet; the current one stays in use.
   *
   * @param retryAfter what Compass asked for
   */
  record Pending(String detail, Optional<Duration> retryAfter) implements RenewalOutcome {}

  /**
   * No new credential.
   *
   * @param authenticationDoubtful whether Compass refused the current credential
   * @param retryAfter what Compass asked for
   */
  record Failed(String detail, boolean authenticationDoubtful, Optional<Duration> retryAfter)
      implements RenewalOutcome {}
}
