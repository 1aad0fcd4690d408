package dev.runtimeagent.application.simulation;

/** The end of a process, as far as a test can have it: no call of it has any effect any more. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash() {
    super("the process ended", null, false, false);
  }
}
