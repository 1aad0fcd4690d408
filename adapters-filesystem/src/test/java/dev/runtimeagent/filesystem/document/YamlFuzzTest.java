package dev.runtimeagent.filesystem.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any bytes, as if they were a document that somebody left in the store. */
class YamlFuzzTest {
  @FuzzTest
  void isReadAlikeWhenWrittenAgainOrToldInAShortProblem(byte[] text) throws MalformedYaml {
    Map<String, @Nullable Object> tree;
    try {
      tree = Yaml.parse(text);
    } catch (MalformedYaml e) {
      assertThat(e.problem()).isNotBlank().hasSizeLessThan(200);
      return;
    }
    assertThat(Yaml.parse(Yaml.text(tree))).isEqualTo(tree);
  }
}
