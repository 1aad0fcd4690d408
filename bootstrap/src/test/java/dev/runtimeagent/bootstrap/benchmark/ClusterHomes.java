package dev.runtimeagent.bootstrap.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.runtimeagent.bootstrap.localcompass.LocalCompass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cluster that may be thrown away. Agents live in a namespace of their own, one after the other,
 * since Applications and the connection belong to the whole cluster.
 */
final class ClusterHomes implements Homes {
  /** Another one each time, since not every control plane ever ends removing one. */
  private static final String NAMESPACE =
      "runtime-agent-benchmark-" + ProcessHandle.current().pid();

  private static final String ACCOUNT = "agent";
  private static final String OF_CONNECTION =
      "/apis/compass.kyma-project.io/v1alpha1/compassconnections";
  private static final String OF_APPLICATIONS =
      "/apis/applicationconnector.kyma-project.io/v1alpha1/applications";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path launcher;
  private final Path definitions;
  private final LocalCompass compass;
  private final Path kubeconfig;

  private ClusterHomes(Path launcher, Path definitions, LocalCompass compass, Path kubeconfig) {
    this.launcher = launcher;
    this.definitions = definitions;
    this.compass = compass;
    this.kubeconfig = kubeconfig;
  }

  /**
   * Makes definitions, a namespace and a ServiceAccount in the cluster that {@code kubectl} speaks
   * to.
   *
   * @param folder for the agents' kubeconfig
   * @throws IOException also if there are Applications already, which might be somebody's
   */
  static ClusterHomes open(Path launcher, LocalCompass compass, Path folder)
      throws IOException, InterruptedException {
    Path definitions =
        launcher.toRealPath().resolveSibling("../charts/runtime-agent/crds").normalize();
    Kubectl.run("apply", "-f", definitions.toString());
    Kubectl.run("wait", "--for=condition=established", "-f", definitions.toString());
    for (String collection : List.of(OF_CONNECTION, OF_APPLICATIONS)) {
      if (JSON.readTree(Kubectl.run("get", "--raw", collection)).path("items").size() > 0) {
        throw new IOException(
            "there are objects in "
                + collection
                + ", which this benchmark would delete; it wants a cluster of its own");
      }
    }
    String namespace =
        JSON.writeValueAsString(
            Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", NAMESPACE)));
    Kubectl.runWithInput(namespace, "apply", "-f", "-");
    Kubectl.run("--namespace=" + NAMESPACE, "create", "serviceaccount", ACCOUNT);
    Kubectl.run(
        "create",
        "clusterrolebinding",
        NAMESPACE,
        "--clusterrole=cluster-admin",
        "--serviceaccount=" + NAMESPACE + ":" + ACCOUNT);
    return new ClusterHomes(launcher, definitions, compass, kubeconfig(folder));
  }

  /** The current context, but with the ServiceAccount's token, as in a pod. */
  private static Path kubeconfig(Path folder) throws IOException, InterruptedException {
    Path token =
        Files.writeString(
            folder.resolve("token"),
            Kubectl.run("--namespace=" + NAMESPACE, "create", "token", ACCOUNT, "--duration=24h")
                .strip());
    JsonNode current =
        JSON.readTree(
            Kubectl.run("config", "view", "--raw", "--minify", "--flatten", "--output=json"));
    ObjectNode user = (ObjectNode) current.path("users").path(0);
    user.replace("user", JSON.createObjectNode().put("tokenFile", token.toString()));
    return Files.writeString(folder.resolve("kubeconfig"), JSON.writeValueAsString(current));
  }

  @Override
  public Home fresh() throws IOException, InterruptedException {
    Namespace home = new Namespace();
    home.clear();
    Map<String, Object> secret = new HashMap<>(compass.configuration());
    secret.put("metadata", Map.of("name", "compass-agent-configuration"));
    Kubectl.runWithInput(
        JSON.writeValueAsString(secret), "--namespace=" + NAMESPACE, "apply", "-f", "-");
    return home;
  }

  /** Removes all that was made. */
  void remove() throws IOException, InterruptedException {
    new Namespace().clear();
    Kubectl.run("delete", "clusterrolebinding", NAMESPACE);
    Kubectl.run("--namespace=" + NAMESPACE, "delete", "serviceaccount", ACCOUNT);
    Kubectl.run("delete", "--wait=false", "namespace", NAMESPACE);
    Kubectl.run("delete", "--wait=false", "-f", definitions.toString());
  }

  private final class Namespace implements Home {
    @Override
    public AgentProcess start(Map<String, String> settings, String... arguments)
        throws IOException {
      Map<String, String> all = new HashMap<>();
      all.put("APP_RUNTIME", "kubernetes");
      all.put("KUBECONFIG", kubeconfig.toString());
      all.put("APP_AGENT_CONFIGURATION_SECRET", NAMESPACE + "/compass-agent-configuration");
      all.put("APP_CONNECTION_CONFIG_MAP", NAMESPACE + "/compass-agent-configuration");
      all.put("APP_CLUSTER_CERTIFICATES_SECRET", NAMESPACE + "/cluster-client-certificates");
      all.put("APP_CA_CERTIFICATES_SECRET", NAMESPACE + "/ca-certificates");
      all.put("APP_INTEGRATION_NAMESPACE", NAMESPACE);
      all.put("APP_COMPASS_CA_FILE", compass.authority().toString());
      all.putAll(settings);
      return AgentProcess.start(launcher, all, arguments);
    }

    @Override
    public void clear() throws IOException, InterruptedException {
      String inNamespace = "/api/v1/namespaces/" + NAMESPACE;
      for (String collection :
          List.of(
              OF_CONNECTION,
              OF_APPLICATIONS,
              inNamespace + "/secrets",
              inNamespace + "/configmaps",
              inNamespace + "/events",
              "/apis/coordination.k8s.io/v1/namespaces/" + NAMESPACE + "/leases")) {
        Kubectl.run("delete", "--raw", collection);
      }
    }
  }
}
