package dev.runtimeagent.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.SecretText;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReadingTest {
  private static ConfigurationReading read(String key, String value) {
    var entries = new HashMap<>(complete());
    entries.put(key, SecretText.of(value));
    return ConfigurationReading.of("the file", entries);
  }

  private static Map<String, SecretText> complete() {
    return Map.of(
        "CONNECTOR_URL", SecretText.of("https://compass.test/connector/graphql"),
        "TOKEN", SecretText.of("token"),
        "RUNTIME_ID", SecretText.of("runtime"),
        "TENANT", SecretText.of("tenant"));
  }

  private static List<String> problems(ConfigurationReading reading) {
    assertThat(reading).isInstanceOf(ConfigurationReading.Incomplete.class);
    return ((ConfigurationReading.Incomplete) reading).problems();
  }

  @Test
  void fourKeysAreUsable() {
    assertThat(ConfigurationReading.of("the file", complete()))
        .isEqualTo(
            new ConfigurationReading.Usable(
                new ConnectionConfiguration(
                    URI.create("https://compass.test/connector/graphql"),
                    SecretText.of("token"),
                    "runtime",
                    "tenant")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"token\n", " token", "\ttoken\r\n"})
  void blanksAroundValuesAreTakenOff(String token) {
    assertThat(read("TOKEN", token)).isEqualTo(ConfigurationReading.of("the file", complete()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECTOR_URL", "TOKEN", "RUNTIME_ID", "TENANT"})
  void aMissingOrEmptyKeyIsNamed(String key) {
    var without = new HashMap<>(complete());
    without.remove(key);

    assertThat(problems(ConfigurationReading.of("the file", without)))
        .containsExactly("missing or empty: " + key);
    assertThat(problems(read(key, " \n"))).containsExactly("missing or empty: " + key);
  }

  @Test
  void allMissingKeysAreNamedAtOnce() {
    assertThat(problems(ConfigurationReading.of("the file", Map.of())))
        .containsExactly("missing or empty: CONNECTOR_URL, TOKEN, RUNTIME_ID, TENANT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://compass.test/connector/graphql",
        "compass.test",
        "https://?q",
        "https://user:secret@compass.test/",
        "https://a b/",
        "ftp://compass.test"
      })
  void aUrlThatIsNotHttpsIsToldWithoutRepeatingIt(String url) {
    assertThat(problems(read("CONNECTOR_URL", url)))
        .hasSize(1)
        .allMatch(p -> p.startsWith("CONNECTOR_URL"))
        .noneMatch(p -> p.contains(url));
  }

  @Test
  void aTokenOfTwoLinesIsToldWithoutShowingIt() {
    assertThat(problems(read("TOKEN", "canary\ntwo")))
        .hasSize(1)
        .allMatch(p -> p.startsWith("TOKEN"))
        .noneMatch(p -> p.contains("canary"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RUNTIME_ID", "TENANT"})
  void whatCannotBeAHeaderIsTold(String key) {
    assertThat(problems(read(key, "a\nb"))).hasSize(1).allMatch(p -> p.startsWith(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "~", "a!~z"})
  void aTokenMayHaveAnyVisibleCharacter(String token) {
    assertThat(read("TOKEN", token)).isInstanceOf(ConfigurationReading.Usable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\u007fb", "a\u0080b"})
  void aTokenHasNoOther(String token) {
    assertThat(problems(read("TOKEN", token))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a~b"})
  void idsMayHaveBlanks(String id) {
    assertThat(read("TENANT", id)).isInstanceOf(ConfigurationReading.Usable.class);
    assertThat(problems(read("TENANT", "a\u007fb"))).hasSize(1);
    assertThat(problems(read("TENANT", "a\u001fb"))).hasSize(1);
  }
}
