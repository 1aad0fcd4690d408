package dev.runtimeagent.application.runtime;

/** Whether a Runtime can be had. */
public sealed interface Opening {
  record Opened(OpenRuntime runtime) implements Opening {}

  /**
   * It cannot be had here; the program ends with exit code 2.
   *
   * @param problem what is missing, and what to do
   */
  record Impossible(String problem) implements Opening {}
}
