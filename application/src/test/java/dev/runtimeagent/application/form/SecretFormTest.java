package dev.runtimeagent.application.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecretFormTest {
  private static final NamespacedName NAME = new NamespacedName("kyma-system", "mine");

  @Test
  void writesAnOpaqueSecret() {
    assertThat(
            SecretForm.manifest(
                NAME, Map.of("a", SecretText.of("value")), _ -> true, Manifest.empty()))
        .isEqualTo(
            Map.of(
                "apiVersion", "v1",
                "kind", "Secret",
                "metadata", Map.of("name", "mine", "namespace", "kyma-system"),
                "type", "Opaque",
                "data", Map.of("a", "dmFsdWU=")));
  }

  @Test
  void keepsWhatOthersPutThere() {
    Map<String, @Nullable Object> existing =
        tree(
            Map.of(
                "metadata", Map.of("labels", Map.of("team", "a")),
                "type", "kubernetes.io/tls",
                "data", Map.of("theirs", "/w==", "ours.old", "eA=="),
                "stringData", Map.of("plain", "text")));

    var manifest =
        SecretForm.manifest(
            NAME, Map.of("ours.new", SecretText.of("y")), k -> k.startsWith("ours."), existing);

    assertThat(manifest)
        .containsEntry("type", "kubernetes.io/tls")
        .containsEntry("data", Map.of("theirs", "/w==", "plain", "dGV4dA==", "ours.new", "eQ=="))
        .doesNotContainKey("stringData");
    assertThat(manifest.get("metadata"))
        .isEqualTo(
            Map.of("labels", Map.of("team", "a"), "name", "mine", "namespace", "kyma-system"));
  }

  @Test
  void readsOnlyWhatIsWanted() {
    var manifest =
        tree(
            Map.of(
                "kind", "Secret",
                "data", Map.of("a", "MQ==\n", "b", "no base64"),
                "stringData", Map.of("c", "3")));

    assertThat(SecretForm.entries(manifest, key -> !key.equals("b")))
        .isEqualTo(new Parsed.Good<>(Map.of("a", SecretText.of("1"), "c", SecretText.of("3"))));
    assertThat(SecretForm.entries(manifest, _ -> true))
        .isEqualTo(new Parsed.Bad<>("data.b is not base64 (plain text goes under stringData)"));
  }

  @Test
  void readsAConfigurationFromEitherKind() {
    var texts =
        Map.of(
            "CONNECTOR_URL", "https://c.example/graphql",
            "TOKEN", "t",
            "RUNTIME_ID", "r",
            "TENANT", "n");

    var fromMap = ConfigurationForm.read("here", tree(Map.of("kind", "ConfigMap", "data", texts)));
    var fromSecret =
        ConfigurationForm.read("here", tree(Map.of("kind", "Secret", "stringData", texts)));

    assertThat(fromMap).isInstanceOf(ConfigurationReading.Usable.class).isEqualTo(fromSecret);
  }

  @Test
  void saysWhichEntryOfAConfigurationIsNoText() {
    assertThat(
            ConfigurationForm.read(
                "here", tree(Map.of("kind", "ConfigMap", "data", Map.of("TENANT", 12L)))))
        .isInstanceOfSatisfying(
            ConfigurationReading.Incomplete.class,
            incomplete ->
                assertThat(incomplete.problems())
                    .containsExactly("data.TENANT must be text (put it into quotes)"));
  }

  @Test
  void doesNotGuessAtAConfigurationOfAnotherKind() {
    assertThat(ConfigurationForm.read("here", tree(Map.of("kind", "Pod"))))
        .isInstanceOf(ConfigurationReading.Incomplete.class);
    assertThat(ConfigurationForm.read("here", Manifest.empty()))
        .isInstanceOf(ConfigurationReading.Incomplete.class);
  }

  @Test
  void readsBackTheJournalItWrote() {
    assertThat(JournalForm.read(JournalForm.entries(StoredSamples.ENTRY)))
        .isEqualTo(new Parsed.Good<>(StoredSamples.ENTRY));
    assertThat(JournalForm.read(JournalForm.entries(JournalEntry.EMPTY)))
        .isEqualTo(new Parsed.Good<>(JournalEntry.EMPTY));
  }

  @Test
  void doesNotGuessAtAJournalOfAnotherFormat() {
    var entries = new HashMap<>(JournalForm.entries(StoredSamples.ENTRY));
    entries.put("format", SecretText.of("2"));

    assertThat(JournalForm.read(entries)).isInstanceOf(Parsed.Bad.class);
  }

  private static Map<String, @Nullable Object> tree(Map<String, ?> map) {
    Map<String, @Nullable Object> tree = Manifest.empty();
    map.forEach(tree::put);
    return tree;
  }
}
