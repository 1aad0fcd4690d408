package dev.runtimeagent.application.simulation.fleet;

/** An agent of a fleet. */
sealed interface Member permits CoreMember, FixedPeriodMember {
  /** Begins, with what is stored. */
  void start();

  /** The process dies, and whatever it had in memory is gone. */
  void die();

  /** Whether it told so last. */
  boolean isSynchronized();
}
