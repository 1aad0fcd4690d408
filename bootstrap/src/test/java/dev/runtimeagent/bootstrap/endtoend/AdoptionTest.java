package dev.runtimeagent.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the Go agent left is gone on with as it is, and left so that the Go agent could go on. */
final class AdoptionTest {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

  @Nested
  @ClusterTest
  class WithTheDefinitionsOfThisProject extends Adoption {}

  @Nested
  @ClusterTest
  class WithTheDefinitionsThatAreInstalledToday extends Adoption {
    @BeforeAll
    static void install() {
      Cluster.running().kubectl().run("apply", "-f", "src/test/resources/installed");
    }

    @AfterAll
    static void restore() {
      Cluster.running().installDefinitions();
    }
  }

  abstract static class Adoption {
    @RegisterExtension final ClusterScene scene = ClusterScene.usual();

    @Test
    void pairsDeletesAndWritesNothing() throws Exception {
      new GoAgent(scene).leave();
      var before = versions();
      var credentials = data("credentials");

      scene.start().awaitState("Synchronized");
      scene.awaitSynchronization();
      scene.await("it is taken over", () -> data("credentials").size() > 3);
      scene.agent().end();

      assertThat(scene.tokenCalls()).isZero();
      assertThat(scene.compass().systemAuths().all()).hasSize(1);
      assertThat(versions()).isEqualTo(before);
      assertThat(data("credentials")).containsAllEntriesOf(credentials);
    }

    @Test
    void goesOnWithTheHistoryOfTheConnection() throws Exception {
      new GoAgent(scene).leave();
      var before = scene.document().orElseThrow();

      scene.start().awaitState("Synchronized");
      var after =
          scene.await(
              "it is synchronized anew", d -> !synchronization(d).equals(synchronization(before)));
      scene.agent().end();

      assertThat(after.at("/spec")).isEqualTo(before.at("/spec"));
      assertThat(after.at("/metadata/uid")).isEqualTo(before.at("/metadata/uid"));
      assertThat(connection(after).path("established"))
          .isEqualTo(connection(before).path("established"));
      assertThat(connection(after).path("certificateStatus"))
          .isEqualTo(connection(before).path("certificateStatus"));
    }

    @Test
    void leavesWhatTheGoAgentCanGoOnWith() throws Exception {
      new GoAgent(scene).leave();
      var formerly = data("credentials").get("crt");
      scene.start().awaitState("Synchronized");
      scene
          .kubectl()
          .run(
              "patch",
              "compassconnection",
              "compass-connection",
              "--type=merge",
              "-p",
              "{\"spec\":{\"refreshCredentialsNow\":true}}");
      scene.await(
          "the credential is renewed", d -> connection(d).path("renewed").asText().matches(TIME));
      scene.awaitSynchronization();
      scene.agent().end();

      assertThat(data("credentials").get("crt")).isNotEqualTo(formerly);
      var certificate = certificates("credentials", "crt");
      var chain = certificates("credentials", "crtChain");
      assertThat(certificate).hasSize(1);
      assertThat(chain).startsWith(certificate.toArray(Certificate[]::new));
      assertThat(chain.subList(1, chain.size())).isEqualTo(certificates("authorities", "cacert"));
      assertThat(text("credentials", "key")).startsWith("-----BEGIN RSA PRIVATE KEY-----");
      assertFieldsOfTheGoAgent(scene.document().orElseThrow());
    }

    private static void assertFieldsOfTheGoAgent(JsonNode document) {
      assertThat(document.at("/status/connectionState").asText()).isEqualTo("Synchronized");
      assertThat(document.at("/spec").properties())
          .extracting(Map.Entry::getKey)
          .containsExactly("managementInfo");
      var times =
          Stream.of(
              Stream.of("established", "renewed", "lastSync", "lastSuccess")
                  .map(connection(document)::path),
              Stream.of("acquired", "notBefore", "notAfter")
                  .map(connection(document).path("certificateStatus")::path),
              Stream.of("lastAttempt", "lastSuccessfulFetch", "lastSuccessfulApplication")
                  .map(synchronization(document)::path));
      assertThat(times.flatMap(each -> each).map(JsonNode::asText).toList())
          .allMatch(time -> time.matches(TIME));
      assertThat(synchronization(document).path("error").asText()).isEmpty();
    }

    private List<Certificate> certificates(String secret, String key) throws Exception {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(
                      Base64.getDecoder().decode(data(secret).getOrDefault(key, ""))));
      return List.copyOf(found);
    }

    private String text(String secret, String key) {
      return new String(Base64.getDecoder().decode(data(secret).getOrDefault(key, "")), US_ASCII);
    }

    private Map<String, String> data(String secret) {
      return scene.read("secret", secret).orElseThrow().path("data").properties().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText()));
    }

    /** UIDs and resource versions of all that need not change. */
    private String versions() {
      return scene
          .kubectl()
          .run(
              "get",
              "applications,secrets",
              "-o",
              "jsonpath={range .items[?(@.metadata.name!=\"credentials\")]}"
                  + "{.metadata.name} {.metadata.uid} {.metadata.resourceVersion};{end}");
    }

    private static JsonNode connection(JsonNode document) {
      return document.at("/status/connectionStatus");
    }

    private static JsonNode synchronization(JsonNode document) {
      return document.at("/status/synchronizationStatus");
    }
  }
}
