package dev.runtimeagent.application.runtime;

import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Ticker;
import dev.runtimeagent.application.port.Workers;
import java.util.Map;

/**
 * What the core lends to a Runtime. Beside it there is SLF4J, for what concerns developers more
 * than operators.
 *
 * @param certificates for reading a stored credential
 * @param recorder tells operators: in the log, and as the home tells of events
 * @param environment of the process, for what others define, such as KUBECONFIG; settings come as
 *     values
 */
public record Surroundings(
    Clock clock,
    Ticker ticker,
    Pause pause,
    Workers workers,
    Certificates certificates,
    EventRecorder recorder,
    Map<String, String> environment) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** The environment may hold secrets. */
  @Override
  public String toString() {
    return "Surroundings";
  }
}
