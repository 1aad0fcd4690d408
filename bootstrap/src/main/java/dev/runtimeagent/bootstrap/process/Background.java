package dev.runtimeagent.bootstrap.process;

import dev.runtimeagent.application.port.Watch;

/** What runs beside the agent from the beginning of a run to its end, whoever leads. */
@FunctionalInterface
public interface Background {
  Watch begin();
}
