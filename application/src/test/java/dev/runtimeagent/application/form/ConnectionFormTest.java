package dev.runtimeagent.application.form;

import static dev.runtimeagent.application.port.StoredSamples.DOCUMENT;
import static dev.runtimeagent.application.port.StoredSamples.NEVER_CONNECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFormTest {
  @Test
  void readsBackWhatItWrote() {
    assertThat(ConnectionForm.read(ConnectionForm.manifest(DOCUMENT, Manifest.empty())))
        .isEqualTo(new Parsed.Good<>(DOCUMENT));
    assertThat(ConnectionForm.read(ConnectionForm.manifest(NEVER_CONNECTED, Manifest.empty())))
        .isEqualTo(new Parsed.Good<>(NEVER_CONNECTED));
  }

  @Test
  void writesUnsetTimesAsNullAndLeavesOutErrorsAndFlags() {
    var manifest = ConnectionForm.manifest(NEVER_CONNECTED, Manifest.empty());

    assertThat(manifest)
        .containsEntry("apiVersion", "compass.kyma-project.io/v1alpha1")
        .containsEntry("kind", "CompassConnection")
        .containsEntry("metadata", Map.of("name", "compass-connection"))
        .containsEntry(
            "spec", Map.of("managementInfo", Map.of("connectorUrl", "", "directorUrl", "")));
    assertThat(map(manifest, "status")).containsEntry("synchronizationStatus", null);
    var connection = map(map(manifest, "status"), "connectionStatus");
    assertThat(connection.keySet())
        .containsExactlyInAnyOrder(
            "certificateStatus", "established", "renewed", "lastSync", "lastSuccess");
    assertThat(connection).containsEntry("established", null);
    assertThat(map(connection, "certificateStatus"))
        .containsEntry("acquired", null)
        .containsEntry("notBefore", null)
        .containsEntry("notAfter", null);
  }

  @Test
  void keepsWhatOthersPutThere() {
    var existing = ConnectionForm.manifest(DOCUMENT, Manifest.empty());
    map(existing, "metadata").put("labels", Map.of("team", "a"));
    map(map(existing, "metadata"), "annotations").put("note", "mine");
    map(existing, "spec").put("more", "spec");
    map(existing, "status").put("more", "status");

    var manifest = ConnectionForm.manifest(NEVER_CONNECTED, existing);

    assertThat(map(manifest, "metadata"))
        .containsEntry("labels", Map.of("team", "a"))
        .containsEntry("annotations", Map.of("note", "mine"));
    assertThat(map(manifest, "spec"))
        .containsEntry("more", "spec")
        .doesNotContainKeys("resyncNow", "refreshCredentialsNow");
    assertThat(map(manifest, "status")).containsEntry("more", "status");
  }

  @Test
  void tellsWhenTheGoAgentLastWroteWhereAnApiServerNotesIt() {
    var manifest = ConnectionForm.manifest(DOCUMENT, Manifest.empty());
    map(manifest, "metadata")
        .put(
            "managedFields",
            List.of(
                Map.of("manager", "runtime-agent", "time", "2026-03-01T12:00:09Z"),
                Map.of("manager", "compass-runtime-agent", "time", "2026-03-01T12:00:05Z"),
                Map.of("manager", "compass-runtime-agent", "time", "2026-03-01T12:00:02Z"),
                Map.of("manager", "compass-runtime-agent")));

    assertThat(ConnectionForm.read(manifest))
        .isEqualTo(
            new Parsed.Good<>(
                new ConnectionDocument(
                    DOCUMENT.spec(),
                    DOCUMENT.status(),
                    DOCUMENT.approval(),
                    Optional.of(Instant.parse("2026-03-01T12:00:05Z")))));
  }

  @Test
  void takesADocumentWithoutStatusForOneThatWasNeverConnected() {
    Map<String, @Nullable Object> manifest = Manifest.empty();
    manifest.put("kind", "CompassConnection");
    manifest.put("spec", Map.of("resyncNow", true));

    assertThat(ConnectionForm.read(manifest))
        .isInstanceOfSatisfying(
            Parsed.Good.class,
            good -> {
              var document = (ConnectionDocument) good.content();
              assertThat(document.spec().resyncNow()).isTrue();
              assertThat(document.status().connectionState())
                  .isEqualTo(CompatibleState.CONNECTION_FAILED);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind",
        "spec",
        "spec.managementInfo",
        "spec.resyncNow",
        "status",
        "status.connectionState",
        "status.connectionStatus",
        "status.connectionStatus.established",
        "status.synchronizationStatus.lastAttempt",
        "status.conditions",
        "status.applications.managed"
      })
  void namesThePlaceThatCannotBeRead(String place) {
    var manifest = Manifest.copy(ConnectionForm.manifest(DOCUMENT, Manifest.empty()));
    var path = List.of(place.split("\\."));
    var parent = manifest;
    for (var key : path.subList(0, path.size() - 1)) {
      parent = map(parent, key);
    }
    parent.put(path.getLast(), "garbage");

    assertThat(ConnectionForm.read(manifest))
        .isInstanceOfSatisfying(
            Parsed.Bad.class,
            bad -> assertThat(bad.problem()).startsWith(place + " ").doesNotContain("garbage"));
  }

  @Test
  void writesOverGarbage() {
    var existing = Manifest.empty();
    existing.put("metadata", "garbage");
    existing.put("spec", List.of());
    existing.put("status", 5L);

    assertThat(ConnectionForm.read(ConnectionForm.manifest(DOCUMENT, existing)))
        .isEqualTo(new Parsed.Good<>(DOCUMENT));
  }

  @SuppressWarnings("unchecked") // a tree's mappings have text keys
  private static Map<String, @Nullable Object> map(Map<String, @Nullable Object> tree, String key) {
    assertThat(tree.get(key)).isInstanceOf(Map.class);
    return (Map<String, @Nullable Object>) Objects.requireNonNull(tree.get(key));
  }
}
