package dev.runtimeagent.kubernetes.cluster;

import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.kubernetes.api.ApiConnection;
import dev.runtimeagent.kubernetes.api.ApiConnections;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one API server of a test run, with the custom resource definitions of this project. It is
 * started by whoever asks first and ends with the run.
 */
public final class Cluster {
  private static final String VERSION = "0.0.0";

  private final String kubeconfig;
  private final Path kubeconfigFile;

  private Cluster(String kubeconfig, Path kubeconfigFile) {
    this.kubeconfig = kubeconfig;
    this.kubeconfigFile = kubeconfigFile;
  }

  /** The folder with the binaries, if there is one. */
  static Optional<Path> assets() {
    return Optional.ofNullable(System.getenv("KUBEBUILDER_ASSETS"))
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .filter(folder -> Files.isExecutable(folder.resolve("kube-apiserver")))
        .filter(folder -> Files.isExecutable(folder.resolve("etcd")));
  }

  /** Starts it if it does not run yet. */
  public static Cluster running() {
    return Running.CLUSTER;
  }

  /** So that nothing is started by asking whether it could be. */
  private static final class Running {
    static final Cluster CLUSTER = start();
  }

  /** A kubeconfig of an administrator, as text. */
  public String kubeconfig() {
    return kubeconfig;
  }

  /** A file with {@link #kubeconfig}. */
  public Path kubeconfigFile() {
    return kubeconfigFile;
  }

  /** Requests with the rights of an administrator. */
  public KubernetesApi api() {
    return new KubernetesApi(connection(), pause());
  }

  public ApiConnection connection() {
    return ApiConnections.of(kubeconfig);
  }

  public Kubectl kubectl() {
    return new Kubectl(kubeconfigFile);
  }

  /** Waits as long as it is told to: the API server's time is the machine's. */
  public static Pause pause() {
    return Thread::sleep;
  }

  private static Cluster start() {
    try {
      var folder = Path.of("target", "kube-api-test").toAbsolutePath();
      link(folder.resolve("k8s").resolve(VERSION + "-linux-" + architecture()));
      var server =
          new KubeAPIServer(
              KubeAPIServerConfigBuilder.anAPIServerConfig()
                  .withTestDir(folder.toString())
                  .withApiServerVersion(VERSION)
                  .withOfflineMode(true)
                  .withUpdateKubeConfig(false)
                  .withStartupTimeout(120_000)
                  .build());
      server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop-cluster"));
      var kubeconfig = server.getKubeConfigYaml();
      var file = folder.resolve("kubeconfig-" + ProcessHandle.current().pid());
      Files.writeString(file, kubeconfig);
      return new Cluster(kubeconfig, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The library looks for its binaries in a folder that is named for their version. */
  private static void link(Path expected) throws IOException {
    Files.createDirectories(expected);
    for (var name : List.of("kube-apiserver", "etcd", "kubectl")) {
      var link = expected.resolve(name);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, binary(name));
    }
  }

  /** {@code kubectl} may also be one of the machine's. */
  static Path binary(String name) {
    var folders = new ArrayList<>(List.of(assets().orElseThrow()));
    for (var folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      folders.add(Path.of(folder));
    }
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("there is no " + name + " to test with; install it"));
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }
}
