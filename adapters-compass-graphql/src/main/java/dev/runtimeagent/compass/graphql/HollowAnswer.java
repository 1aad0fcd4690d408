package dev.runtimeagent.compass.graphql;

import dev.runtimeagent.application.port.CompassReply.Failed;

/** Something that is needed is not in an answer, or is not what it has to be. */
public final class HollowAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  private final Failed.Kind kind;

  HollowAnswer(String problem) {
    this(Failed.Kind.HOLLOW, problem);
  }

  /**
   * @param kind what the lack means, where that is known
   * @param problem a phrase that goes with the host as its subject
   */
  public HollowAnswer(Failed.Kind kind, String problem) {
    super(problem, null, false, false);
    this.kind = kind;
  }

  Failed.Kind kind() {
    return kind;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
