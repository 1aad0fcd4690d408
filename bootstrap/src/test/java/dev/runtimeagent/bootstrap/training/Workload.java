package dev.runtimeagent.bootstrap.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Something to have the agent do while the JVM watches. */
interface Workload {
  String name();

  /** Sets up what the agent needs to meet. */
  Stage prepare() throws IOException, InterruptedException;

  /**
   * The best workload first; a later one is for when that fails.
   *
   * @param cacheFile {@code filesystem.aot} is for agents that never meet a cluster, whose classes
   *     would be in memory for nothing
   * @param folder to play in
   */
  static List<Workload> inOrderOfWorth(String cacheFile, Path folder) {
    boolean everywhere = !cacheFile.equals("filesystem.aot");
    return List.of(new PairAndSynchronize(folder, everywhere), new ShowSettings());
  }

  /** Where the agent is started; closing takes down what it met. */
  interface Stage extends AutoCloseable {
    /** Command lines to carry out one after the other, each begun by its environment. */
    List<List<String>> commandLines();

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
      return () -> List.of(List.of("settings"));
    }
  }
}
