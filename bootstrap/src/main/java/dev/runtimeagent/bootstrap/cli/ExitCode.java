package dev.runtimeagent.bootstrap.cli;

/** How the process ends. */
final class ExitCode {
  static final int GOOD = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NOT_CONNECTED = 3;
  static final int LOSSES_HELD = 4;

  private ExitCode() {}
}
