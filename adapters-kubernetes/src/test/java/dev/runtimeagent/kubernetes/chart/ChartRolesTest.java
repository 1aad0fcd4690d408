package dev.runtimeagent.kubernetes.chart;

import static dev.runtimeagent.kubernetes.chart.ChartCluster.kubectl;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chart's roles allow the agent, as the API server's authorizer sees it. */
@ClusterTest
@NeedsHelm
class ChartRolesTest {
  private static final String APPLICATIONS = "applicationconnector.kyma-project.io/applications";
  private static final String CONNECTIONS = "compass.kyma-project.io/compassconnections";
  private static final String LEASES = "coordination.k8s.io/leases";

  @TempDir private Path home;
  private final List<Question> questions = new ArrayList<>();
  private String manifests = "";

  @BeforeAll
  static void prepare() {
    ChartCluster.prepare();
  }

  @AfterEach
  void takeRightsBack() {
    kubectl().runWithInput(manifests, "delete", "--ignore-not-found", "-f", "-");
  }

  @Test
  void allowWhatIsNeededAndNoMore() throws Exception {
    give();
    allows("create", CONNECTIONS, "", "");
    for (var verb : List.of("get", "list", "watch", "update")) {
      allows(verb, CONNECTIONS, "", "compass-connection");
      forbids(verb, CONNECTIONS, "", "another");
    }
    forbids("delete", CONNECTIONS, "", "compass-connection");
    forbids("update", CONNECTIONS + "/status", "", "compass-connection");
    for (var verb : List.of("get", "list", "watch", "create", "update", "delete")) {
      allows(verb, APPLICATIONS, "", "");
      allows(verb, "/secrets", "kyma-system", "");
    }
    allows("list", "/nodes", "", "");
    allows("list", "/persistentvolumes", "", "");
    allows("list", "metrics.k8s.io/nodes", "", "");
    allows("create", "/secrets", "istio-system", "");
    allows("update", "/secrets", "istio-system", "kyma-gateway-certs-cacert");
    forbids("delete", "/secrets", "istio-system", "kyma-gateway-certs-cacert");
    forbids("get", "/secrets", "istio-system", "another");
    forbids("list", "/secrets", "", "");
    allows("create", LEASES, "kyma-system", "");
    allows("update", LEASES, "kyma-system", "runtime-agent");
    forbids("update", LEASES, "kyma-system", "another");
    allows("create", "/events", "default", "");
    allows("update", "/events", "default", "");
    forbids("create", "/events", "kyma-system", "");
    forbids("get", "/configmaps", "kyma-system", "");
    ask();
  }

  @Test
  void followTheNamespacesOfTheObjects() throws Exception {
    give("--values", Helm.CHART.resolve("ci/go-agent-2020-values.yaml").toString());
    allows("delete", "/secrets", "kyma-integration", "");
    allows("create", "/secrets", "compass-system", "");
    allows("update", "/secrets", "compass-system", "cluster-client-certificates");
    forbids("delete", "/secrets", "compass-system", "cluster-client-certificates");
    allows("delete", "/secrets", "compass-system", "compass-agent-journal");
    forbids("get", "/secrets", "compass-system", "another");
    allows("watch", "/configmaps", "compass-system", "compass-agent-configuration");
    forbids("watch", "/configmaps", "compass-system", "another");
    allows("update", LEASES, "compass-system", "runtime-agent");
    forbids("get", "/secrets", "kyma-system", "");
    ask();
  }

  @Test
  void reachTheStatusWhereItIsASubresource() throws Exception {
    give("--set", "compassConnection.statusSubresource=true");
    allows("update", CONNECTIONS + "/status", "", "compass-connection");
    forbids("update", CONNECTIONS + "/status", "", "another");
    ask();
  }

  private void give(String... arguments) throws Exception {
    var rendered = new Helm(home, Optional.empty()).render(arguments);
    manifests = "";
    for (var manifest : rendered.split("(?m)^---$", -1)) {
      if (manifest.contains("kind: Role") || manifest.contains("kind: ClusterRole")) {
        manifests += "---" + manifest;
      }
    }
    ChartCluster.apply(manifests);
  }

  private void allows(String verb, String resource, String namespace, String name) {
    questions.add(new Question(verb, resource, namespace, name, true));
  }

  private void forbids(String verb, String resource, String namespace, String name) {
    questions.add(new Question(verb, resource, namespace, name, false));
  }

  /** All at once: a kubectl for each would take a minute. */
  private void ask() {
    var reviews = new StringBuilder();
    var expected = new ArrayList<String>();
    for (var question : questions) {
      reviews.append(question.review());
      expected.add(question.answered(question.allowed()));
    }
    var answers =
        kubectl()
            .runWithInput(
                reviews.toString(), "create", "-f", "-", "--output=jsonpath={.status.allowed}\n")
            .lines()
            .toList();
    assertThat(answers).hasSameSizeAs(questions);
    var actual = new ArrayList<String>();
    for (int i = 0; i < answers.size(); i++) {
      actual.add(questions.get(i).answered(answers.get(i).equals("true")));
    }
    assertThat(actual).isEqualTo(expected);
  }

  /**
   * Whether the agent may do something.
   *
   * @param resource group, a slash, name, and for a subresource a slash and its name
   * @param namespace empty for none, or all
   * @param name empty for any
   * @param allowed what the answer is to be
   */
  private record Question(
      String verb, String resource, String namespace, String name, boolean allowed) {
    String review() {
      var parts = resource.split("/", -1);
      return """
      ---
      apiVersion: authorization.k8s.io/v1
      kind: SubjectAccessReview
      spec:
        user: system:serviceaccount:kyma-system:runtime-agent
        groups: ["system:serviceaccounts", "system:authenticated"]
        resourceAttributes:
          verb: "%s"
          group: "%s"
          resource: "%s"
          subresource: "%s"
          namespace: "%s"
          name: "%s"
      """
          .formatted(verb, parts[0], parts[1], parts.length > 2 ? parts[2] : "", namespace, name);
    }

    String answered(boolean yes) {
      return "%s %s %s/%s: %s".formatted(verb, resource, namespace, name, yes ? "yes" : "no");
    }
  }
}
