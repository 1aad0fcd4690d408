package dev.runtimeagent.bootstrap.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.Kubectl;
import dev.runtimeagent.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A local Compass and a namespace of a real cluster, for one test, looked at by {@code kubectl}.
 * Everything the agent keeps is in that namespace, but for the cluster's own objects.
 */
class ClusterScene extends CompassScene {
  private static final ObjectMapper JSON = new ObjectMapper();

  private @Nullable String namespace;
  private Path kubeconfig = Path.of("");

  ClusterScene() {
    super(SandboxOptions.defaults(), Map.of());
  }

  static ClusterScene usual() {
    return new ClusterScene();
  }

  @Override
  void prepare() {
    namespace = Cluster.running().namespace();
    kubeconfig = Cluster.running().kubeconfigFile();
    clear();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    super.afterEach(context);
    clear();
  }

  @Override
  void configure(Map<String, String> entries) throws JsonProcessingException {
    var secret = new LinkedHashMap<String, Object>();
    secret.put("apiVersion", "v1");
    secret.put("kind", "Secret");
    secret.put("metadata", Map.of("name", configurationName()));
    secret.put("stringData", entries);
    apply(JSON.writeValueAsString(secret));
  }

  @Override
  void locate(Map<String, String> environment) {
    environment.put("APP_RUNTIME", "kubernetes");
    environment.put("KUBECONFIG", kubeconfig.toString());
    environment.put("APP_AGENT_CONFIGURATION_SECRET", namespace() + "/configuration");
    environment.put("APP_CLUSTER_CERTIFICATES_SECRET", namespace() + "/credentials");
    environment.put("APP_CA_CERTIFICATES_SECRET", namespace() + "/authorities");
    environment.put("APP_INTEGRATION_NAMESPACE", namespace());
  }

  String configurationName() {
    return "configuration";
  }

  /** Where agents find the cluster and themselves. */
  Path kubeconfig() {
    return kubeconfig;
  }

  void apply(String manifest) {
    kubectl().runWithInput(manifest, "apply", "-f", "-");
  }

  String namespace() {
    if (namespace == null) {
      throw new IllegalStateException("the scene is not prepared");
    }
    return namespace;
  }

  /** An administrator's, in the scene's namespace. */
  Kubectl kubectl() {
    return Cluster.running().kubectl().in(namespace());
  }

  /** The agents are somebody else in the cluster from now on. */
  void agentsUse(Path kubeconfigFile) {
    kubeconfig = kubeconfigFile;
  }

  /** As {@link #agentsUse}, with a changed copy of the administrator's. */
  void changeKubeconfig(Consumer<ObjectNode> change) throws IOException {
    var text = kubectl().run("config", "view", "--raw", "--flatten", "-o=json");
    var config = (ObjectNode) JSON.readTree(text);
    change.accept(config);
    agentsUse(Files.writeString(folder().resolve("kubeconfig"), JSON.writeValueAsString(config)));
  }

  RunningAgent synchronize(String... settings) throws Exception {
    configure();
    var agent = start(settings).awaitState("Synchronized");
    await("the document says Synchronized", d -> state(d).equals("Synchronized"));
    return agent;
  }

  /** The connection document, if there is one. */
  Optional<JsonNode> document() {
    return read("compassconnection", "compass-connection");
  }

  static String state(JsonNode document) {
    return document.at("/status/state").asText();
  }

  /** An object as JSON, if there is one. */
  Optional<JsonNode> read(String kind, String name) {
    var text = kubectl().run("get", kind, name, "--ignore-not-found", "-o", "json");
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An object of another namespace, which must be there. */
  JsonNode readIn(String where, String kind, String name) throws JsonProcessingException {
    return JSON.readTree(
        Cluster.running().kubectl().in(where).run("get", kind, name, "-o", "json"));
  }

  /** Waits until the connection document is like that. */
  JsonNode await(String what, Predicate<JsonNode> condition) {
    var last = new AtomicReference<Optional<JsonNode>>(Optional.empty());
    try {
      await(what, () -> last.updateAndGet(_ -> document()).filter(condition).isPresent());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ", but " + last.get() + " after " + lines(), e);
    }
    return last.get().orElseThrow();
  }

  void await(String what, BooleanSupplier shown) {
    Cluster.await(what, shown);
  }

  private void clear() {
    for (var kind : new String[] {"compassconnections", "applications"}) {
      kubectl().run("delete", kind, "--all", "--wait=true");
    }
    kubectl().run("delete", "secrets,configmaps,leases", "--all", "--wait=true");
  }
}
