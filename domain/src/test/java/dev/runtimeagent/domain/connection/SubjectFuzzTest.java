package dev.runtimeagent.domain.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.runtimeagent.domain.connection.DistinguishedName.Attribute;
import dev.runtimeagent.domain.connection.DistinguishedName.Reading;
import java.util.stream.Collectors;

/** Any text, as if the Connector had sent it for a subject. */
class SubjectFuzzTest {
  private static final int LONGEST_PROBLEM = 120;

  @FuzzTest
  void isReadAlikeWhenWrittenAgainOrToldInAShortProblem(byte[] text) {
    switch (DistinguishedName.parse(new String(text, UTF_8))) {
      case Reading.Malformed(var problem) ->
          assertThat(problem).isNotBlank().hasSizeLessThan(LONGEST_PROBLEM);
      case Reading.Parsed(var name) -> {
        assertThat(name.commonName()).isNotEmpty();
        assertThat(DistinguishedName.parse(written(name))).isEqualTo(new Reading.Parsed(name));
      }
    }
  }

  private static String written(DistinguishedName name) {
    return name.attributes().stream()
        .map(attribute -> attribute.type() + "=" + escaped(attribute))
        .collect(Collectors.joining(","));
  }

  /** By RFC 4514, with all escaped that ever needs it, wherever it stands. */
  private static String escaped(Attribute attribute) {
    var escaped = new StringBuilder();
    attribute
        .value()
        .codePoints()
        .forEach(point -> {
          if ("\\,+\"<>;=#".indexOf(point) >= 0 || Character.isWhitespace(point)) {
            escaped.append('\\');
          }
          escaped.appendCodePoint(point);
        });
    return escaped.toString();
  }
}
