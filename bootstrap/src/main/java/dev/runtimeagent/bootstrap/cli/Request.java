package dev.runtimeagent.bootstrap.cli;

import java.time.Duration;

/** What the command line asks for. */
sealed interface Request {
  /** Needs neither settings nor store. */
  record ShowVersion() implements Request {}

  record ShowSettings() implements Request {}

  /**
   * Connect and keep synchronized.
   *
   * @param timeout how long {@code once} may take
   */
  record Run(boolean once, Duration timeout) implements Request {}

  record ShowStatus(boolean watch, Format format) implements Request {}

  record ShowPlan() implements Request {}

  record ApproveLosses() implements Request {}

  record Reconnect() implements Request {}

  record Resync() implements Request {}

  record Rotate() implements Request {}

  /** The form of what is shown. */
  enum Format {
    TEXT,
    JSON,
    YAML
  }
}
