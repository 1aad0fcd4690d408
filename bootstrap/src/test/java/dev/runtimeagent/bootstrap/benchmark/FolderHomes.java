package dev.runtimeagent.bootstrap.benchmark;

import dev.runtimeagent.bootstrap.localcompass.LocalCompass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Stores of agents that meet one local Compass. */
final class FolderHomes implements Homes {
  private final Path launcher;
  private final Path folder;
  private final LocalCompass compass;
  private int made;

  FolderHomes(Path launcher, Path folder, LocalCompass compass) {
    this.launcher = launcher;
    this.folder = folder;
    this.compass = compass;
  }

  @Override
  public Home fresh() throws IOException, InterruptedException {
    made++;
    Path store = folder.resolve("store-" + made);
    compass.configure(store);
    return new Store(store);
  }

  private final class Store implements Home {
    private final Path store;

    Store(Path store) {
      this.store = store;
    }

    @Override
    public AgentProcess start(Map<String, String> settings, String... arguments)
        throws IOException {
      Map<String, String> all = new HashMap<>(settings);
      all.put("APP_RUNTIME", "filesystem");
      all.put("APP_STORE_DIR", store.toString());
      all.put("APP_COMPASS_CA_FILE", compass.authority().toString());
      return AgentProcess.start(launcher, all, arguments);
    }

    @Override
    public void clear() throws IOException {
      delete(store);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
