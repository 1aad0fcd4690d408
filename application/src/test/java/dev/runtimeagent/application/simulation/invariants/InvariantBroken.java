package dev.runtimeagent.application.simulation.invariants;

/** A promise was broken; the message says which, where, and how to see it again. */
public final class InvariantBroken extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String invariant;

  InvariantBroken(String invariant, String message) {
    super(message);
    this.invariant = invariant;
  }

  /** Which one. */
  public String invariant() {
    return invariant;
  }
}
