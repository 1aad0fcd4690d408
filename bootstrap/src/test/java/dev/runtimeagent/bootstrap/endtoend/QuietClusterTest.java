package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an agent with nothing to do asks of the API server, as its audit log tells. */
@ClusterTest
class QuietClusterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SYNCHRONIZATIONS = 20;

  /** Those whose requests are in the log by half when it is looked at. */
  private static final int AT_THE_EDGES = 2;

  @RegisterExtension final ClusterScene scene = ClusterScene.usual();

  @Test
  void listsTwoKindsInEachSynchronizationAndAsksForNothingElse() throws Exception {
    scene.putApplications(5);
    try (var _ =
        new Account(scene)
            .may("everything", "*", "secrets,configmaps")
            .may(
                "home",
                "*",
                "compassconnections.compass.kyma-project.io,leases.coordination.k8s.io,events.events.k8s.io")
            .may("applications", "*", "applications.applicationconnector.kyma-project.io")
            .use()) {
      scene.synchronize();
      scene.await("it checks its rights", () -> asked("selfsubjectaccessreviews"));
      scene.await("that is done, and all watches follow", this::isQuietNow);

      var before = requests().size();
      var listings = listings();
      while (listings() < listings + SYNCHRONIZATIONS) {
        scene.awaitSynchronization();
      }
      var all = requests();
      var quiet = all.subList(before, all.size());
      var synchronizations = listings() - listings;

      assertThat(quiet).allMatch(request -> request.startsWith("list "));
      assertThat(quiet.size()).isLessThanOrEqualTo(2 * (synchronizations + AT_THE_EDGES));
    }
  }

  @Test
  void noticesACredentialThatSomebodyDeletes() throws Exception {
    scene.synchronize();
    scene.awaitSynchronization();
    for (var secret : List.of("credentials", "authorities")) {
      scene.kubectl().run("delete", "secret", secret);
      scene.await(secret + " is back", () -> scene.read("secret", secret).isPresent());
    }
    assertThat(scene.tokenCalls()).isEqualTo(2);
  }

  private boolean isQuietNow() {
    var before = requests().size();
    try {
      scene.awaitSynchronization();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
    var since = requests();
    return since.subList(before, since.size()).stream()
        .allMatch(request -> request.startsWith("list "));
  }

  private boolean asked(String resource) {
    return requests().stream().anyMatch(request -> request.endsWith("/" + resource));
  }

  private int listings() {
    return scene.compass().requests().matching(r -> r.asks("applicationsForRuntime")).size();
  }

  /** Requests of this scene's agent but for the Lease and for times, which have their own pace. */
  private List<String> requests() {
    return Cluster.running().audit().stream()
        .map(QuietClusterTest::json)
        .filter(request ->
            request.at("/user/username").asText().contains(":" + scene.namespace() + ":"))
        .filter(request -> !request.at("/objectRef/resource").asText().equals("leases"))
        .filter(request ->
            !(request.path("verb").asText().equals("update")
                && request.at("/objectRef/resource").asText().equals("compassconnections")))
        .map(request -> request.path("verb").asText() + " " + request.path("requestURI").asText())
        .toList();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
