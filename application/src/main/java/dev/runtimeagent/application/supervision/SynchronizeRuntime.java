package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.status.ConnectionDocument.ApplicationsSummary;
import dev.runtimeagent.domain.connection.SyncVerdict;
import java.util.Optional;

/** Makes the Runtime hold what Compass lists, once. */
public interface SynchronizeRuntime {
  /**
   * Synchronizes.
   *
   * @param identify whether to ask Compass first whom it takes the credential for
   */
  SyncVerdict run(boolean identify);

  /** What the last synchronization left, absent before the first that came to a plan. */
  Optional<Result> last();

  /**
   * What a synchronization left.
   *
   * @param held what to tell of held losses
   */
  record Result(ApplicationsSummary applications, Optional<String> held) {}
}
