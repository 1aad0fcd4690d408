package dev.runtimeagent.kubernetes.cluster;

import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.kubernetes.api.ApiConnection;
import dev.runtimeagent.kubernetes.api.ApiConnections;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.Tree;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The one API server of a test run, with the custom resource definitions of this project. It is
 * started by whoever asks first and ends with the run.
 */
public final class Cluster {
  private static final String VERSION = "0.0.0";

  private static final List<String> VERBS =
      List.of("get", "list", "watch", "create", "update", "delete");

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final int LOOKS = 600;

  private static final AtomicInteger NAMESPACES = new AtomicInteger();

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

  /** The custom resource definitions of this project, as its chart installs them. */
  public void installDefinitions() {
    var folder = Path.of("..", "charts", "runtime-agent", "crds");
    kubectl().run("apply", "-f", folder.toString());
    kubectl()
        .run(
            "wait",
            "--for=condition=established",
            "--timeout=60s",
            "crd/compassconnections.compass.kyma-project.io",
            "crd/applications.applicationconnector.kyma-project.io");
  }

  /** A new namespace, for one test alone. */
  public String namespace() {
    var name = "test-" + NAMESPACES.incrementAndGet() + "-" + ProcessHandle.current().pid();
    kubectl().run("create", "namespace", name);
    return name;
  }

  /** Requests with the rights of a user, who has none until somebody binds a role to it. */
  public KubernetesApi apiAs(String user) {
    return new KubernetesApi(ApiConnections.of(kubeconfig, user), pause());
  }

  /**
   * Makes these be all rights of {@code user} in a namespace, and returns when they are.
   *
   * @param verbs separated by commas, as {@code kubectl create role} has them
   */
  public void rights(String user, String namespace, String verbs, String resources) {
    var there = kubectl().in(namespace);
    var role =
        there.run(
            "create",
            "role",
            user,
            "--verb=" + verbs,
            "--resource=" + resources,
            "--dry-run=client",
            "-o",
            "yaml");
    var binding =
        there.run(
            "create",
            "rolebinding",
            user,
            "--role=" + user,
            "--user=" + user,
            "--dry-run=client",
            "-o",
            "yaml");
    there.runWithInput(role + "---\n" + binding, "apply", "-f", "-");
    await(
        user + " may " + verbs + " " + resources,
        () ->
            VERBS.stream()
                .allMatch(verb ->
                    Stream.of(resources.split(","))
                        .allMatch(resource ->
                            may(user, namespace, verb, resource)
                                == List.of(verbs.split(",")).contains(verb))));
  }

  private boolean may(String user, String namespace, String verb, String resource) {
    var reviews =
        new Resource("authorization.k8s.io", "v1", "subjectaccessreviews", Optional.empty());
    var review =
        Map.of(
            "apiVersion",
            "authorization.k8s.io/v1",
            "kind",
            "SubjectAccessReview",
            "spec",
            Map.of(
                "user",
                user,
                "resourceAttributes",
                Map.of("namespace", namespace, "verb", verb, "resource", resource)));
    return api().review(reviews, review) instanceof ApiReply.Ok(var answer)
        && Boolean.TRUE.equals(Tree.child(answer, "status").get("allowed"));
  }

  /** Returns when the API server shows {@code fact}, which takes it a moment after a change. */
  public static void await(String fact, BooleanSupplier shown) {
    for (int i = 0; i < LOOKS; i++) {
      if (shown.getAsBoolean()) {
        return;
      }
      try {
        pause().hold(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
    throw new AssertionError("the API server does not show that " + fact);
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
      var cluster = new Cluster(kubeconfig, file);
      cluster.installDefinitions();
      return cluster;
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
