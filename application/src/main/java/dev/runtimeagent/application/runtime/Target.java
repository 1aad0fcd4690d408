package dev.runtimeagent.application.runtime;

import dev.runtimeagent.application.port.ApplicationTarget;

/** The side of a Runtime that holds Applications. */
@FunctionalInterface
public interface Target {
  /**
   * Makes what a term of leadership, or the command {@code plan}, works with. Each has its own,
   * since what another agent did in between must be read and not remembered.
   */
  ApplicationTarget applications();
}
