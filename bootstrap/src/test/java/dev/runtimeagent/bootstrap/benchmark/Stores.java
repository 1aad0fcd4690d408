package dev.runtimeagent.bootstrap.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Stores of agents that meet one local Compass, and how the agents are started on them. */
final class Stores {
  private final Path launcher;
  private final Path folder;
  private final LocalCompass compass;
  private int made;

  Stores(Path launcher, Path folder, LocalCompass compass) {
    this.launcher = launcher;
    this.folder = folder;
    this.compass = compass;
  }

  /** A store with nothing but a fresh token. */
  Path fresh() throws IOException, InterruptedException {
    made++;
    Path store = folder.resolve("store-" + made);
    Path configuration = Files.createDirectories(store.resolve("configuration"));
    Files.writeString(
        configuration.resolve("compass-agent-configuration.yaml"), compass.configuration());
    return store;
  }

  AgentProcess start(Path store, Map<String, String> settings, String... arguments)
      throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("APP_STORE_DIR", store.toString());
    all.put("APP_COMPASS_CA_FILE", compass.authority().toString());
    return AgentProcess.start(launcher, all, arguments);
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
