package dev.runtimeagent.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.runtimeagent.domain.connection.DistinguishedName.Attribute;
import dev.runtimeagent.domain.connection.DistinguishedName.Reading;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DistinguishedNameProperties {
  @Property
  void noTextMakesParsingFail(@ForAll String text) {
    assertThatCode(() -> DistinguishedName.parse(text)).doesNotThrowAnyException();
  }

  @Property
  void whatWasEscapedIsReadBack(@ForAll("values") List<String> values) {
    var attributes =
        Stream.concat(values.stream(), Stream.of("id")).map(v -> new Attribute("CN", v)).toList();
    var written =
        attributes.stream()
            .map(a -> a.type() + "=" + escaped(a.value()))
            .collect(Collectors.joining(","));

    assertThat(DistinguishedName.parse(written))
        .isEqualTo(new Reading.Parsed(new DistinguishedName(attributes)));
  }

  @Provide
  Arbitrary<List<String>> values() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .withChars('ü', '€')
        .ofMinLength(1)
        .ofMaxLength(20)
        .list()
        .ofMaxSize(5);
  }

  private static String escaped(String value) {
    return value
        .codePoints()
        .mapToObj(Character::toString)
        .map(c -> ",+=\\\"<>;#".contains(c) ? "\\" + c : c)
        .collect(Collectors.joining());
  }
}
