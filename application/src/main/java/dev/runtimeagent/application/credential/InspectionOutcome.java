package dev.runtimeagent.application.credential;

import dev.runtimeagent.domain.credential.Generation;

/** What the look at the credential store of each cycle came to (design, 5). */
public sealed interface InspectionOutcome {
  /** It holds what it should. */
  record Intact() implements InspectionOutcome {}

  /** Something was lost or damaged and has been written back from memory. */
  record Repaired(String detail) implements InspectionOutcome {}

  /** Somebody stored another credential, and it works: it is in use now. */
  record Adopted(Generation generation) implements InspectionOutcome {}

  /** The store is not as it should be, and stays so for now; ours stays in use. */
  record Troubled(String problem) implements InspectionOutcome {}
}
