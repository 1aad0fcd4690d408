package dev.runtimeagent.bootstrap.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Something to have the agent do while the JVM watches. */
interface Workload {
  String name();

  /** Sets up what the agent needs to meet. */
  Stage prepare() throws IOException, InterruptedException;

  /**
   * The best workload first; a later one is for when that fails.
   *
   * @param folder to play in
   */
  static List<Workload> inOrderOfWorth(Path folder) {
    return List.of(new PairAndSynchronize(folder), new ShowSettings());
  }

  /** What the agent is started with; closing takes it down again. */
  interface Stage extends AutoCloseable {
    List<String> arguments();

    Map<String, String> environment();

    @Override
    default void close() throws IOException {}
  }

  /** The least: the command line and the settings. */
  record ShowSettings() implements Workload {
    @Override
    public String name() {
      return "settings";
    }

    @Override
    public Stage prepare() {
      return new Stage() {
        @Override
        public List<String> arguments() {
          return List.of("settings");
        }

        @Override
        public Map<String, String> environment() {
          return Map.of();
        }
      };
    }
  }
}
