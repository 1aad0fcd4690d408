package dev.runtimeagent.filesystem.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.runtimeagent.application.form.ConfigurationForm;
import dev.runtimeagent.application.form.ConnectionForm;
import dev.runtimeagent.application.form.CredentialForm;
import dev.runtimeagent.application.form.JournalForm;
import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.form.Parsed;
import dev.runtimeagent.application.form.SecretDocument;
import dev.runtimeagent.application.form.SecretForm;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Any document, as if somebody had put it where the agent looks for one of its own. */
class DocumentFuzzTest {
  private static final NamespacedName NAME = new NamespacedName("kyma-system", "name");
  private static final int LONGEST_PROBLEM = 1000;

  private static final KymaForm APPLICATIONS =
      new KymaForm(
          new KymaForm.Settings("http://gateway.example", false, "kyma-integration", Set.of()));

  private static final Application WANTED =
      new Application(
          "0a0a0a0a-0000-4000-8000-000000000001",
          "shop",
          Optional.of("all: of it"),
          List.of("id"),
          List.of(
              new Bundle(
                  "0b0b0b0b-0000-4000-8000-000000000001",
                  "Orders",
                  Optional.empty(),
                  Optional.empty(),
                  Auth.NONE,
                  List.of(new ApiDefinition("api-1", "Orders", "https://shop.example")),
                  List.of())));

  @FuzzTest
  void aConfigurationIsUsableOnlyIfItCanBeSent(byte[] text) {
    parsed(text)
        .ifPresent(tree -> {
          switch (ConfigurationForm.read("there", tree)) {
            case ConfigurationReading.Usable(var configuration) -> {
              assertThat(configuration.connectorUrl().getScheme()).isEqualToIgnoringCase("https");
              assertThat(configuration.connectorUrl().getHost()).isNotEmpty();
              assertThat(configuration.token().reveal()).matches("[!-~]+");
              assertThat(configuration.runtimeId() + configuration.tenant()).matches("[ -~]+");
            }
            case ConfigurationReading.Incomplete(_, var problems) ->
                assertThat(String.join(" ", problems))
                    .isNotBlank()
                    .hasSizeLessThan(LONGEST_PROBLEM);
            case ConfigurationReading.Missing _, ConfigurationReading.Unreadable _ ->
                throw new AssertionError("it was read");
          }
        });
  }

  @FuzzTest
  void aConnectionDocumentIsReadAlikeWhenWrittenAgain(byte[] text) {
    parsed(text)
        .ifPresent(tree -> {
          if (readable(ConnectionForm.read(tree)).isPresent()) {
            var document = readable(ConnectionForm.read(tree)).get();
            // Times have whole seconds once they are written.
            var written = ConnectionForm.manifest(document, tree);
            var first = readable(ConnectionForm.read(again(written))).orElseThrow();
            assertThat(first.spec()).isEqualTo(document.spec());
            assertThat(first.approval()).isEqualTo(document.approval());
            assertThat(
                    readable(ConnectionForm.read(again(ConnectionForm.manifest(first, written)))))
                .contains(first);
          }
        });
  }

  @FuzzTest
  void aJournalIsReadAlikeWhenWrittenAgain(byte[] text) {
    assertEntriesStay(text, _ -> true, JournalForm::read, JournalForm::entries);
  }

  @FuzzTest
  void credentialsAreReadAlikeWhenWrittenAgain(byte[] text) {
    var form = new CredentialForm(new TrustingCertificates());
    assertEntriesStay(text, CredentialForm::isOurs, form::read, CredentialForm::entries);
  }

  @FuzzTest
  void aSecretOfAnApplicationIsReadAlikeWhenWrittenAgain(byte[] text) {
    parsed(text)
        .ifPresent(tree ->
            SecretDocument.read(tree)
                .ifPresent(secret ->
                    assertThat(SecretDocument.read(again(secret.manifest(tree, "shop"))))
                        .contains(secret)));
  }

  @FuzzTest
  void anApplicationIsAsWantedOnceItIsMerged(byte[] text) {
    parsed(text)
        .ifPresent(tree -> {
          var held = APPLICATIONS.held(tree, _ -> List.of(), "1");
          assertThat(APPLICATIONS.held(again(tree), _ -> List.of(), "1")).isEqualTo(held);

          var wanted = APPLICATIONS.documents(WANTED, "shop");
          var merged = again(APPLICATIONS.merged(tree, wanted));
          assertThat(APPLICATIONS.held(merged, _ -> List.of(), "1").digest())
              .isEqualTo(wanted.digest());
        });
  }

  private static <T> void assertEntriesStay(
      byte[] text,
      Predicate<String> ours,
      Function<Map<String, SecretText>, Parsed<T>> read,
      Function<T, Map<String, SecretText>> write) {
    parsed(text)
        .ifPresent(
            (Map<String, @Nullable Object> tree) -> assertEntriesStay(tree, ours, read, write));
  }

  private static <T> void assertEntriesStay(
      Map<String, @Nullable Object> tree,
      Predicate<String> ours,
      Function<Map<String, SecretText>, Parsed<T>> read,
      Function<T, Map<String, SecretText>> write) {
    var content = readable(SecretForm.entries(tree, _ -> true).then(read));
    if (content.isPresent()) {
      var entries = write.apply(content.get());
      var written = again(SecretForm.manifest(NAME, entries, ours, tree));
      assertThat(readable(SecretForm.entries(written, _ -> true).then(read))).isEqualTo(content);
    }
  }

  private static Optional<Map<String, @Nullable Object>> parsed(byte[] text) {
    try {
      return Optional.of(Yaml.parse(text));
    } catch (MalformedYaml _) {
      return Optional.empty();
    }
  }

  private static Map<String, @Nullable Object> again(Map<String, ?> tree) {
    return parsed(Yaml.text(tree)).orElseThrow();
  }

  private static <T> Optional<T> readable(Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Good<T>(var content) -> Optional.of(content);
      case Parsed.Bad<T>(var problem) -> {
        assertThat(problem).isNotBlank().hasSizeLessThan(LONGEST_PROBLEM);
        yield Optional.empty();
      }
    };
  }
}
