package dev.runtimeagent.application.port;

import dev.runtimeagent.domain.connection.ConfigurationReading;

/** For reading what an operator configured. */
public interface ConfigurationSource {
  ConfigurationReading read();

  /** Calls {@code changed} within 2 s of a change, from any thread, until closed. */
  Watch watch(Runnable changed);

  /** Where the operator finds it, in words. */
  String whereabouts();
}
