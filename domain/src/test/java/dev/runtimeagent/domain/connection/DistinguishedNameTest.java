package dev.runtimeagent.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.DistinguishedName.Attribute;
import dev.runtimeagent.domain.connection.DistinguishedName.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistinguishedNameTest {
  private static DistinguishedName parsed(String subject) {
    return switch (DistinguishedName.parse(subject)) {
      case Reading.Parsed(var name) -> name;
      case Reading.Malformed(var problem) -> throw new AssertionError(problem);
    };
  }

  private static String valueOf(String type, String subject) {
    return parsed(subject).attributes().stream()
        .filter(a -> a.type().equals(type))
        .map(Attribute::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theConnectorsSubjectKeepsItsOrder() {
    assertThat(parsed("O=Org,OU=OrgUnit,L=locality,ST=province,C=DE,CN=5f6c").attributes())
        .containsExactly(
            new Attribute("O", "Org"),
            new Attribute("OU", "OrgUnit"),
            new Attribute("L", "locality"),
            new Attribute("ST", "province"),
            new Attribute("C", "DE"),
            new Attribute("CN", "5f6c"));
  }

  @Test
  void repeatedUnitsAreAllKept() {
    assertThat(parsed("OU=a,OU=b,OU=a,CN=c").attributes())
        .extracting(Attribute::value)
        .containsExactly("a", "b", "a", "c");
  }

  @Test
  void blanksAroundPartsAreNotPartOfThem() {
    assertThat(parsed(" O = Org , CN=c ").attributes())
        .containsExactly(new Attribute("O", "Org"), new Attribute("CN", "c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X\\, Y | X, Y",
        "a\\=b | a=b",
        "a=b | a=b",
        "a+b | a+b",
        "a\\+b | a+b",
        "a\\\\b | a\\b",
        "a\\2Cb | a,b",
        "Z\\C3\\BCrich | Zürich",
        "Zürich | Zürich",
        "quote\\\" | quote\"",
      })
  void escapesAreUndone(String written, String meant) {
    assertThat(valueOf("O", "O=" + written + ",CN=c")).isEqualTo(meant);
  }

  @Test
  void anEscapedBlankAtTheEndIsKept() {
    assertThat(valueOf("O", "O=a\\ ,CN=c")).isEqualTo("a ");
    assertThat(valueOf("O", "O=a\\\\\\  ,CN=c")).isEqualTo("a\\ ");
    assertThat(valueOf("O", "O=a\\\\ ,CN=c")).isEqualTo("a\\");
  }

  @Test
  void typesAreReadInAnyCase() {
    assertThat(parsed("cn=c,o=x").commonName()).isEqualTo("c");
  }

  @Test
  void theLastOfSeveralNamesCounts() {
    assertThat(parsed("CN=one,O=x,CN=two").commonName()).isEqualTo("two");
  }

  @Test
  void numbersAreTypesToo() {
    assertThat(parsed("2.5.4.97=x,CN=c").attributes().getFirst().type()).isEqualTo("2.5.4.97");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "CN",
        "O=a,",
        ",CN=c",
        "O=a,,CN=c",
        "=x,CN=c",
        "O=,CN=c",
        "CN=",
        "O=Org,OU=Unit",
        "CN=c,O=broken\\",
        "NONSENSE=x,CN=c",
        "1..2=x,CN=c",
        "1.40=x,CN=c",
        "3.1=x,CN=c",
        "2.5.99999999999999999999=x,CN=c",
      })
  void whatIsNoSubjectIsToldAndNeverGuessed(String subject) {
    assertThat(DistinguishedName.parse(subject)).isInstanceOf(Reading.Malformed.class);
  }

  @Test
  void eachProblemIsNamed() {
    var problems =
        List.of("", "CN", "NONSENSE=x,CN=c", "O=,CN=c", "O=Org").stream()
            .map(DistinguishedName::parse)
            .map(r -> ((Reading.Malformed) r).problem());

    assertThat(problems).doesNotHaveDuplicates().allMatch(p -> p.startsWith("the subject"));
  }

  @Test
  void aProblemIsShortHoweverLongTheSubject() {
    assertThat(DistinguishedName.parse("x".repeat(1_000_000)))
        .isInstanceOfSatisfying(
            Reading.Malformed.class, m -> assertThat(m.problem()).hasSizeLessThan(150));
  }

  @Test
  void aProblemNamesWhatItIsAbout() {
    assertThat(problem("CN=c,part")).endsWith("without \"=\": \"part\"");
    assertThat(problem("CN=c," + "x".repeat(60))).endsWith("\"" + "x".repeat(60) + "\"");
    assertThat(problem("CN=c," + "x".repeat(61))).endsWith("\"" + "x".repeat(60) + "…\"");
    assertThat(problem("NONSENSE=x,CN=c")).contains("\"NONSENSE\"");
    assertThat(problem("=x,CN=c")).endsWith("unknown attribute \"\"");
  }

  @Test
  void onlyTwoHexadecimalDigitsAreAByte() {
    assertThat(valueOf("O", "O=a\\4,CN=c")).isEqualTo("a4");
    assertThat(valueOf("O", "O=a\\4x,CN=c")).isEqualTo("a4x");
    assertThat(valueOf("O", "O=a\\41,CN=c")).isEqualTo("aA");
    assertThat(valueOf("O", "O=a\\0041,CN=c")).isEqualTo("a\u000041");
    assertThat(valueOf("O", "O=a\\\u0660\u0661,CN=c")).isEqualTo("a\u0660\u0661");
  }

  private static String problem(String subject) {
    return DistinguishedName.parse(subject) instanceof Reading.Malformed(var problem)
        ? problem
        : "";
  }
}
