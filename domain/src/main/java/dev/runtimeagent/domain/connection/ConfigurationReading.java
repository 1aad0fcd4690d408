package dev.runtimeagent.domain.connection;

import dev.runtimeagent.domain.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What was found where the configuration should be. Missing is not unreadable (design, 3). */
public sealed interface ConfigurationReading {
  /** Everything needed is there. */
  record Usable(ConnectionConfiguration configuration) implements ConfigurationReading {}

  /**
   * There is a configuration, but not a usable one.
   *
   * @param source where it was read, in words for an operator
   * @param problems one sentence each, naming the key
   */
  record Incomplete(String source, List<String> problems) implements ConfigurationReading {
    public Incomplete {
      problems = List.copyOf(problems);
    }
  }

  /** There is none. */
  record Missing(String source) implements ConfigurationReading {}

  /** It cannot be said whether there is one; nothing may be concluded. */
  record Unreadable(String source, String reason) implements ConfigurationReading {}

  /** Trims and checks the four keys of a configuration found at {@code source}. */
  static ConfigurationReading of(String source, Map<String, SecretText> entries) {
    var problems = new ArrayList<String>();
    var missing =
        List.of("CONNECTOR_URL", "TOKEN", "RUNTIME_ID", "TENANT").stream()
            .filter(key -> trimmed(entries, key).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      problems.add("missing or empty: " + String.join(", ", missing));
    }
    var url = trimmed(entries, "CONNECTOR_URL");
    if (!url.isEmpty() && !isHttps(url)) {
      problems.add("CONNECTOR_URL is not a URL of the form https://HOST/PATH");
    }
    var token = trimmed(entries, "TOKEN");
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      problems.add("TOKEN holds characters that no token has (blanks, line breaks, non-ASCII)");
    }
    for (var key : List.of("RUNTIME_ID", "TENANT")) {
      if (!trimmed(entries, key).chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
        problems.add(key + " holds characters that cannot be sent (line breaks, non-ASCII)");
      }
    }
    if (!problems.isEmpty()) {
      return new Incomplete(source, problems);
    }
    return new Usable(
        new ConnectionConfiguration(
            URI.create(url),
            SecretText.of(token),
            trimmed(entries, "RUNTIME_ID"),
            trimmed(entries, "TENANT")));
  }

  private static String trimmed(Map<String, SecretText> entries, String key) {
    return Objects.requireNonNullElse(entries.get(key), SecretText.of("")).reveal().strip();
  }

  private static boolean isHttps(String text) {
    try {
      var uri = new URI(text);
      return "https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getUserInfo() == null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
