package dev.runtimeagent.application.runtime;

import dev.runtimeagent.application.port.Watch;
import java.util.Optional;

/**
 * A Runtime as one process has it, from its opening to the end of the process. What needs closing
 * (connections, threads) belongs to it; what is made anew for each term of leadership does not.
 */
public interface OpenRuntime extends AutoCloseable {
  /** Present if it was opened as a home. */
  default Optional<Home> home() {
    return Optional.empty();
  }

  /** Present if it was opened as a target. */
  default Optional<Target> target() {
    return Optional.empty();
  }

  /**
   * Begins what runs beside the agent, on threads of its own, from the beginning of {@code run} to
   * its end, whoever leads: checks of rights, reports. Commands that only ask or tell begin
   * nothing.
   */
  default Watch accompany() {
    return () -> {};
  }

  /** Frees everything; called once, after all else, unless the process is killed. */
  @Override
  default void close() {}
}
