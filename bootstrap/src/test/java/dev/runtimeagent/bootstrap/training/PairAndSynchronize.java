package dev.runtimeagent.bootstrap.training;

import dev.runtimeagent.bootstrap.localcompass.LocalCompass;
import dev.runtimeagent.kubernetes.api.MemoryApiServer;
import dev.runtimeagent.kubernetes.api.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The agent's first life and a restart: a local Compass gives it a token and ten Applications,
 * first on a folder, then in a cluster, too, if it is to know both.
 */
final class PairAndSynchronize implements Workload {
  private static final String NAMESPACE = "kyma-system";

  private final Path folder;
  private final boolean inCluster;

  PairAndSynchronize(Path folder, boolean inCluster) {
    this.folder = folder;
    this.inCluster = inCluster;
  }

  @Override
  public String name() {
    return "pairing and synchronizing with a local Compass, on a folder"
        + (inCluster ? " and in a cluster" : "");
  }

  @Override
  public Stage prepare() throws IOException, InterruptedException {
    clear();
    LocalCompass compass = LocalCompass.start(folder.resolve("compass"));
    Path store = folder.resolve("store");
    compass.configure(store);
    MemoryApiServer cluster = MemoryApiServer.start();
    cluster.put(Resource.secrets(NAMESPACE), compass.configuration());
    Path asPod = cluster.kubeconfigWithToken(folder.resolve("pod"));
    Path asAdministrator = cluster.kubeconfigWithCertificate(folder.resolve("administrator"));
    List<String> onFolder = run(compass, "APP_RUNTIME=filesystem", "APP_STORE_DIR=" + store);
    List<String> inPod = run(compass, "APP_RUNTIME=kubernetes", "KUBECONFIG=" + asPod);
    List<String> byHand = run(compass, "APP_RUNTIME=kubernetes", "KUBECONFIG=" + asAdministrator);
    return new Stage() {
      @Override
      public List<List<String>> commandLines() {
        return inCluster ? List.of(onFolder, onFolder, inPod, byHand) : List.of(onFolder, onFolder);
      }

      @Override
      public void close() {
        cluster.close();
        compass.close();
      }
    };
  }

  private static List<String> run(LocalCompass compass, String kind, String where) {
    return List.of(
        kind,
        where,
        "APP_COMPASS_CA_FILE=" + compass.authority(),
        "APP_HEALTH_PORT=0",
        "run",
        "--once",
        "--timeout",
        "100s");
  }

  private void clear() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
