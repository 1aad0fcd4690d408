package dev.runtimeagent.filesystem.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
  @Test
  void writesAsKubectlDoes() {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("kind", "CompassConnection");
    tree.put("url", "https://director.example/graphql");
    tree.put("time", "2026-03-01T12:00:00Z");
    tree.put("unset", null);
    tree.put("flag", true);
    tree.put("number", 3L);
    tree.put("looksLikeNumber", "12");
    tree.put("looksLikeFlag", "yes");
    tree.put("empty", List.of());
    tree.put("list", List.of(Map.of("type", "Ready")));

    assertThat(new String(Yaml.text(tree), UTF_8))
        .isEqualTo(
            """
            kind: CompassConnection
            url: https://director.example/graphql
            time: "2026-03-01T12:00:00Z"
            unset: null
            flag: true
            number: 3
            looksLikeNumber: "12"
            looksLikeFlag: "yes"
            empty: []
            list:
            - type: Ready
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a: b",
        "a #b",
        "#",
        "- a",
        "a:",
        "true",
        "No",
        "null",
        "~",
        "0x1f",
        "1_000",
        ".inf",
        "2026-01-01",
        "a\nb\n",
        "\n a",
        "a\r\nb",
        "\t",
        "\u0000\u0007\u001b",
        "\u0085\u2028\ufeff",
        "\ud83d\ude80",
        "{a}",
        "*a",
        "&a",
        "!!binary x",
        "%YAML",
        "---",
        "...",
        "\"'\\"
      })
  void readsBackAnyTextAsValueAndAsKey(String text) throws MalformedYaml {
    var tree = Map.of("value", text, "key", Map.of(text, "x"), "list", List.of(text));

    assertThat(Yaml.parse(Yaml.text(tree))).isEqualTo(tree);
  }

  @Test
  void readsBackRandomText() throws MalformedYaml {
    var random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      var points = random.ints(random.nextInt(20), 0, 0x250).toArray();
      var text = new String(points, 0, points.length);
      var tree = Map.of("a", text, "b", List.of(text));

      assertThat(Yaml.parse(Yaml.text(tree))).describedAs(Arrays.toString(points)).isEqualTo(tree);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                       | is empty
          a                        | is not a mapping of keys to values
          [a]                      | is not a mapping of keys to values
          {TOKEN: "secret          | is not valid YAML
          {TOKEN: secret, TOKEN: b} | has a key twice
          {TOKEN: *secret}         | uses an alias
          """)
  void saysWhatIsWrongWithoutQuotingIt(String text, String problem) {
    assertThatExceptionOfType(MalformedYaml.class)
        .isThrownBy(() -> Yaml.parse(text.getBytes(UTF_8)))
        .satisfies(malformed ->
            assertThat(malformed.problem()).startsWith(problem).doesNotContain("secret"));
  }

  @Test
  void refusesASecondDocument() {
    assertThatExceptionOfType(MalformedYaml.class)
        .isThrownBy(() -> Yaml.parse("a: 1\n---\nb: 2\n".getBytes(UTF_8)))
        .satisfies(e -> assertThat(e.problem()).contains("more than one document"));
  }

  @Test
  void refusesWhatIsNoText() {
    assertThatExceptionOfType(MalformedYaml.class)
        .isThrownBy(() -> Yaml.parse(new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe}))
        .satisfies(e -> assertThat(e.problem()).contains("UTF-8"));
  }

  @Test
  void refusesALineThatWouldTakeMinutesToRead() {
    assertThatExceptionOfType(MalformedYaml.class)
        .isThrownBy(() -> Yaml.parse(("a: " + "x".repeat(5_000_000)).getBytes(UTF_8)))
        .satisfies(e -> assertThat(e.problem()).contains("line of more than 4194304 characters"));
  }

  @Test
  void refusesEndlessNesting() {
    assertThatExceptionOfType(MalformedYaml.class)
        .isThrownBy(() -> Yaml.parse(("a: " + "[".repeat(100_000)).getBytes(UTF_8)));
  }
}
