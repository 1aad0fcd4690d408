package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.certificate.CertificateFlaw;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.landscape.ApiDefinition;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Bundle;
import dev.runtimeagent.sandbox.landscape.BundleAuth;
import dev.runtimeagent.sandbox.landscape.Credential;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, subjects and dates that nobody should send. */
class HostileInputTest {
  private static final String TRAVERSAL = "../../etc/passwd";

  @RegisterExtension final Scene scene = Scene.withRawNames();

  @Test
  void namesThatAreNoneAreWrittenLegallyOrRefusedAndNothingLeavesTheStore() throws Exception {
    var landscape = scene.compass().landscape();
    landscape.putAll(
        List.of(
            hostile(TRAVERSAL),
            hostile("A".repeat(300)),
            hostile("Two Alike"),
            hostile("two  alike"),
            hostile("\u001b[2Jbell\u0007"),
            Scene.application("good"),
            Scene.application("no-uuid").withId("../../../x"),
            Scene.application("nameless").withName(""),
            Scene.application("dots").withName("..")));
    var agent = scene.synchronize();
    assertThat(scene.store().applicationNames())
        .contains("good")
        .hasSize(6)
        .allSatisfy(name -> assertThat(name).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?"))
        .allSatisfy(name -> assertThat(name.length()).isLessThanOrEqualTo(253));
    var refused = scene.store().at("/status/applications/refused");
    assertThat(refused.at("/count").asInt()).isEqualTo(3);
    assertThat(refused.at("/first").toString()).contains("UUID").doesNotContain("\u001b");
    assertThat(agent.events().reasons()).contains("ApplicationRefused");
    try (Stream<Path> files = Files.list(scene.folder())) {
      assertThat(files).containsExactlyInAnyOrder(scene.authorities(), scene.store().root());
    }
    try (Stream<Path> files = Files.walk(scene.store().root())) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(file ->
              assertThat(scene.store().root().relativize(file).toString())
                  .matches("(\\.[a-z]+\\.lock|(\\w+/)[-a-z0-9]+\\.yaml)"));
    }
    var traces = scene.store().traces();
    scene.awaitSynchronization();
    traces.remove("connection/compass-connection.yaml");
    assertThat(scene.store().traces()).containsAllEntriesOf(traces);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no equals sign", "O=a,=b,CN=c", "CN=", "O=a,CN=x\\", "", "2.5.4.3.99999999999=a"})
  void aSubjectThatIsNoneIsToldAndKeepsTheTokenInHand(String subject) throws Exception {
    scene.compass().fault(Fault.always(Faults.subject(subject)));
    scene.configure();
    var agent = scene.start();
    var document = scene.store().await(d -> !error(d).isEmpty());
    assertThat(error(document)).contains("subject");
    scene.compass().faults().clear();
    agent.ask().resync();
    agent.awaitState("Synchronized");
  }

  @ParameterizedTest
  @ValueSource(strings = {"O=Org\\, Inc.,OU=a,OU=b,CN=%s", "OU=a\\+b,OU=\\#c,O=\\ x\\ ,CN=%s"})
  void aSubjectWithEscapesAndRepetitionsIsSignedVerbatim(String pattern) throws Exception {
    var auth = scene.configure().systemAuthId();
    scene.compass().fault(Fault.always(Faults.subject(pattern.formatted(auth))));
    scene.start();
    scene.awaitRequests(1, r -> r.asks("signCertificateSigningRequest") && r.status() != 0);
    // The local Compass refuses what is not its own subject; that is told, and nothing crashes.
    scene.store().await(d -> !error(d).isEmpty());
  }

  @Test
  void aCertificateFromTheFutureIsReported() throws Exception {
    scene.compass().fault(Fault.once(Faults.issue(CertificateFlaw.FROM_THE_FUTURE)));
    scene.configure();
    var agent = scene.start().awaitEvents(1, "CertificateDates");
    scene.store().await(d -> !error(d).isEmpty());
    assertThat(agent.state()).isEqualTo("Connecting");
    scene.configure();
    agent.awaitState("Synchronized");
  }

  private static Application hostile(String name) {
    return Application.named(name)
        .withDescription(TRAVERSAL + "\u0000\n---\nkind: Secret")
        .withBundles(
            Bundle.of(TRAVERSAL)
                .withAuth(BundleAuth.of(new Credential.Basic(TRAVERSAL, "---\n\u0000")))
                .withApis(
                    ApiDefinition.of(TRAVERSAL, "file://" + TRAVERSAL),
                    ApiDefinition.of("", "https://x.example.com")));
  }

  private static String error(JsonNode document) {
    return document.at("/status/connectionStatus/error").asText();
  }
}
