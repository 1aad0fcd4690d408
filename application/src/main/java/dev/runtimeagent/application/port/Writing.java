package dev.runtimeagent.application.port;

import java.util.Objects;

/** What came of a write. A write is whole or did not happen. */
public sealed interface Writing {
  record Written(String version) implements Writing {
    public Written {
      Objects.requireNonNull(version);
    }
  }

  /** Somebody else wrote in between: read again and decide again. */
  record Conflict() implements Writing {}

  /**
   * Nothing was written.
   *
   * @param problem what happened to which thing, and what to do
   */
  record Failed(String problem) implements Writing {
    public Failed {
      Objects.requireNonNull(problem);
    }
  }

  /** The version to expect where nothing is expected to be. */
  String ABSENT = "";

  /**
   * The version to expect where there is certainly something, but nothing that can be understood:
   * damaged content, which is replaced. A thing that cannot be reached is not damaged; that write
   * fails.
   */
  String DAMAGED = "damaged";
}
