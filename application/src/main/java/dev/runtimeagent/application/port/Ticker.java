package dev.runtimeagent.application.port;

/**
 * For telling how much time has passed, whatever happens to the wall clock: {@code
 * System::nanoTime}.
 */
@FunctionalInterface
public interface Ticker {
  /** Nanoseconds since some moment; only differences mean something. */
  long nanos();
}
