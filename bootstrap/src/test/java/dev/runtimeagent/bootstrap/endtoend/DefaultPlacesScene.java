package dev.runtimeagent.bootstrap.endtoend;

import dev.runtimeagent.kubernetes.cluster.Cluster;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A cluster in which the agent keeps everything where the defaults say, with rights of its own. */
final class DefaultPlacesScene extends ClusterScene {
  private static final List<String> NAMESPACES = List.of("kyma-system", "istio-system");

  static DefaultPlacesScene usual() {
    return new DefaultPlacesScene();
  }

  @Override
  void prepare() {
    for (var namespace : NAMESPACES) {
      apply(
          "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"}}"
              .formatted(namespace));
    }
    super.prepare();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    super.afterEach(context);
    for (var namespace : NAMESPACES) {
      Cluster.running().kubectl().in(namespace).run("delete", "secrets,leases", "--all");
    }
  }

  @Override
  String namespace() {
    return "kyma-system";
  }

  @Override
  String configurationName() {
    return "compass-agent-configuration";
  }

  @Override
  void locate(Map<String, String> environment) {
    environment.put("APP_RUNTIME", "kubernetes");
    environment.put("KUBECONFIG", kubeconfig().toString());
  }

  /** The agents have the rights of this ServiceAccount of {@code kyma-system} from now on. */
  void agentsAre(String account) throws Exception {
    var token = kubectl().run("create", "token", account).strip();
    agentsUse(
        Files.writeString(
            folder().resolve("kubeconfig"), Cluster.running().kubeconfigWithToken(token)));
  }
}
