package dev.runtimeagent.application.form;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The configuration out of a ConfigMap or a Secret with the four keys (B-029r). */
public final class ConfigurationForm {
  private static final Set<String> KEYS = Set.of("CONNECTOR_URL", "TOKEN", "RUNTIME_ID", "TENANT");

  private ConfigurationForm() {}

  /** Reads the manifest found at {@code source}. */
  public static ConfigurationReading read(String source, Map<String, @Nullable Object> manifest) {
    return switch (Parsed.of(() -> entries(Node.root(manifest)))) {
      case Parsed.Good(var entries) -> ConfigurationReading.of(source, entries);
      case Parsed.Bad(var problem) -> new ConfigurationReading.Incomplete(source, List.of(problem));
    };
  }

  private static Map<String, SecretText> entries(Node root) {
    return switch (root.at("kind").text().orElse("")) {
      case "Secret" -> SecretForm.entries(root, KEYS::contains);
      case "ConfigMap" -> {
        var entries = new LinkedHashMap<String, SecretText>();
        for (var key : KEYS) {
          var binary = root.at("binaryData").at(key);
          entries.put(
              key,
              binary.isAbsent()
                  ? SecretText.of(root.at("data").at(key).text().orElse(""))
                  : SecretForm.decode(binary));
        }
        yield entries;
      }
      default -> throw root.at("kind").malformed("must be ConfigMap or Secret");
    };
  }
}
