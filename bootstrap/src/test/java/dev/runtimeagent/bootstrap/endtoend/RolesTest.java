package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The roles that are shipped are enough, and nothing more: in the life of an agent with the rights
 * of its ServiceAccount, nothing is forbidden, and each verb of each rule is used.
 */
@ClusterTest
class RolesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MANIFESTS = Path.of("..", "deploy", "runtime-agent.yaml");
  private static final String ACCOUNT = "system:serviceaccount:kyma-system:runtime-agent";
  private static final String AUTHORITIES = "kyma-gateway-certs-cacert";

  @RegisterExtension final DefaultPlacesScene scene = DefaultPlacesScene.usual();

  @BeforeEach
  void install() throws Exception {
    Cluster.running().kubectl().run("apply", "-f", MANIFESTS.toString());
    scene.agentsAre("runtime-agent");
  }

  @AfterEach
  void uninstall() {
    Cluster.running().kubectl().run("delete", "-f", MANIFESTS.toString());
  }

  @Test
  void areEnoughAndNothingMore() throws Exception {
    scene.putApplications(3);
    scene.configure();
    scene.start(settings()).awaitState("Synchronized");

    // Changes and losses in Compass, another hand in the cluster, a renewal, a problem that
    // returns.
    var first = scene.compass().landscape().applications().getFirst();
    scene.compass().landscape().remove(first.id());
    scene.await("it is gone", () -> scene.read("application", "mp-app-0").isEmpty());
    scene.kubectl().run("delete", "application", "mp-app-1");
    scene.await("it is back", () -> scene.read("application", "mp-app-1").isPresent());
    scene
        .kubectl()
        .run(
            "label", "application", "mp-app-2", "applicationconnector.kyma-project.io/managed-by-");
    scene.agent().ask().rotate();
    scene.agent().awaitEvents(1, "CertificateRenewed");
    var authorities = Cluster.running().kubectl().in("istio-system");
    authorities.run(
        "patch", "secret", AUTHORITIES, "--type=merge", "-p", "{\"data\":{\"cacert\":\"eA==\"}}");
    scene.awaitSynchronization();
    for (int i = 0; i < 2; i++) {
      scene.compass().fault(Fault.once(Faults.timedOut()).on("applicationsForRuntime"));
      scene.agent().awaitState("Connected").awaitState("Synchronized");
    }
    scene.await("every right is used", () -> used().containsAll(granted()));
    scene.agent().end();
    scene.start(settings()).awaitState("Synchronized").end();

    assertThat(forbidden()).isEmpty();
    assertThat(granted()).isEqualTo(used());
  }

  /** Those of the Deployment, but for what the test's machine wants otherwise. */
  private String[] settings() throws IOException {
    var settings = new ArrayList<String>();
    var containers =
        scene
            .readIn("kyma-system", "deployment", "runtime-agent")
            .at("/spec/template/spec/containers");
    for (var variable : containers.get(0).path("env")) {
      if (variable.path("name").asText().startsWith("APP_") && variable.has("value")) {
        settings.add(variable.path("name").asText() + "=" + variable.path("value").asText());
      }
    }
    settings.add("APP_CONTROLLER_SYNC_PERIOD=200ms");
    settings.add("APP_MINIMAL_COMPASS_SYNC_TIME=0s");
    settings.add("APP_METRICS_LOGGING_TIME_INTERVAL=1s");
    settings.add("APP_HEALTH_PORT=0");
    return settings.toArray(String[]::new);
  }

  private List<String> forbidden() {
    var forbidden = new ArrayList<String>();
    for (var request : requests()) {
      if (request.at("/responseStatus/code").asInt() == 403) {
        forbidden.add(request.path("verb").asText() + " " + request.path("requestURI").asText());
      }
    }
    return forbidden;
  }

  /** Each verb on each kind in each namespace that was asked for. */
  private SortedSet<String> used() {
    var used = new TreeSet<String>();
    for (var request : requests()) {
      var object = request.path("objectRef");
      if (!object.path("resource").asText().startsWith("selfsubject") && !object.isMissingNode()) {
        used.add(
            right(
                request.path("verb").asText(),
                object.path("apiGroup").asText(),
                object.path("resource").asText(),
                object.path("namespace").asText()));
      }
    }
    return used;
  }

  private List<JsonNode> requests() {
    var requests = new ArrayList<JsonNode>();
    for (var line : Cluster.running().audit()) {
      var request = json(line);
      if (request.at("/user/username").asText().equals(ACCOUNT)) {
        requests.add(request);
      }
    }
    return requests;
  }

  private SortedSet<String> granted() {
    var granted = new TreeSet<String>();
    var roles =
        Cluster.running()
            .kubectl()
            .run(
                "get",
                "roles,clusterroles",
                "--all-namespaces",
                "--selector=app.kubernetes.io/name=runtime-agent",
                "-o",
                "json");
    for (var role : json(roles).path("items")) {
      for (var rule : role.path("rules")) {
        for (var verb : rule.path("verbs")) {
          for (var resource : rule.path("resources")) {
            granted.add(
                right(
                    verb.asText(),
                    rule.path("apiGroups").get(0).asText(),
                    resource.asText(),
                    role.at("/metadata/namespace").asText()));
          }
        }
      }
    }
    return granted;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String right(String verb, String group, String resource, String namespace) {
    return "%s %s/%s %s".formatted(verb, group, resource, namespace).strip();
  }
}
