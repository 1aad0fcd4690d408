package dev.runtimeagent.application.port;

import java.io.Serial;

/** A rule that a port broke while another was looked at. */
final class BrokenRule extends AssertionError {
  @Serial private static final long serialVersionUID = 1;

  BrokenRule(String rule, String found) {
    super(rule + "\nbroken by: " + found);
  }
}
