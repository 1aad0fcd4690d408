package dev.runtimeagent.bootstrap.benchmark;

import java.io.IOException;
import java.util.Map;

/** Where agents keep what they have. */
interface Homes {
  /** One with nothing but a fresh token. */
  Home fresh() throws IOException, InterruptedException;

  /** Where one agent after another lives. */
  interface Home {
    /** Starts the agent there with {@code settings} beside the defaults. */
    AgentProcess start(Map<String, String> settings, String... arguments) throws IOException;

    /** Removes all that agents left. */
    void clear() throws IOException, InterruptedException;
  }
}
