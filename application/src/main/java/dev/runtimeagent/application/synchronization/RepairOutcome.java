package dev.runtimeagent.application.synchronization;

import java.util.Optional;

/** What came of a repair. */
public sealed interface RepairOutcome {
  /**
   * What could be put back is.
   *
   * @param problem why the Runtime is not as the last complete listing wants it all the same
   */
  record Compared(SyncSummary summary, Optional<String> problem) implements RepairOutcome {}

  /** What the Runtime holds could not be said: nothing was changed. */
  record TargetUnknown(String problem) implements RepairOutcome {}

  /** There is no complete listing to go by: the next synchronization finds everything itself. */
  record NothingKnown() implements RepairOutcome {}
}
