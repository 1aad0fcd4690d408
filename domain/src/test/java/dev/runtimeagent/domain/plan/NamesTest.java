package dev.runtimeagent.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  private static final String ID = "c687e68a-9038-4f38-845b-9c61592e59e6";

  @ParameterizedTest
  @ValueSource(strings = {"mp-shop", "a", "1", "shop.eu-1", "a--b"})
  void takesALegalNameAsItIs(String name) {
    assertThat(ApplicationName.of(name, ID)).contains(name);
  }

  @ParameterizedTest
  @CsvSource({
    "My.Shop, mp-my-shop",
    "../../etc/passwd, mp-etc-passwd",
    "mp-my-shop-A7, mp-mp-my-shop-a7",
    "a..b, mp-a-b",
    "-x-, mp-x",
    "mp-x-, mp-mp-x",
    "größe, mp-gr-e",
    "MP, mp-mp"
  })
  void normalisesAnIllegalNameAsTheDirectorDoesAndAddsASuffix(String name, String normal) {
    assertThat(ApplicationName.of(name, ID)).contains(normal + "-" + Sha1Digits.of(ID, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "---", "../..", "☃"})
  void refusesANameOfWhichNothingIsLeft(String name) {
    assertThat(ApplicationName.of(name, ID)).isEmpty();
  }

  @Test
  void cutsALongNameSoThatTheSuffixFits() {
    assertThat(ApplicationName.of("A".repeat(300), ID).orElseThrow())
        .startsWith("mp-aaa")
        .hasSize(246);
  }

  @Property
  void whateverCompassCallsItTheNameIsLegal(@ForAll @StringLength(max = 400) String name) {
    ApplicationName.of(name, ID).ifPresent(n -> assertThat(ApplicationName.isLegal(n)).isTrue());
  }

  @Test
  void makesWayWithALegalNameEvenIfTheCutMeetsADot() {
    var name = "a".repeat(239) + "." + "b".repeat(10);

    assertThat(ApplicationName.suffixed(name, ID))
        .matches(ApplicationName::isLegal)
        .startsWith("a".repeat(239) + "-");
  }

  @ParameterizedTest
  @CsvSource({
    "DisplayName, id, displayname-87ea5",
    "bundle, bundle1, bundle-43857",
    "bundle, bundle2, bundle-4b91a",
    "bundle, bundle3, bundle-16aa4",
    "'', id, 87ea5"
  })
  void givesServicesTheNamesOfTheGoAgent(String name, String id, String expected) {
    assertThat(ServiceName.unique(name, id)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'display_!@#$%^&*()name', display-name",
    "'API 1', api-1",
    "-x-, x",
    "'!!!', ''",
    "'größe', gr-e"
  })
  void normalisesServicesAsTheGatewayDoes(String name, String expected) {
    assertThat(ServiceName.normalized(name)).isEqualTo(expected);
  }

  @Test
  void cutsNormalisedServicesAtFiftySevenBytes() {
    assertThat(ServiceName.normalized("-" + "a".repeat(80))).isEqualTo("a".repeat(56));
  }

  @Test
  void namesSecretsLikeTheGoAgent() {
    var bundle = "c687e68a-9038-4f38-845b-9c61592e59e6";

    assertThat(SecretName.credentials("short_application", bundle))
        .isEqualTo("short_application-" + bundle);
    assertThat(SecretName.credentials("toolong_application_aaaaaxxxx", bundle))
        .isEqualTo("toolong_application_aaaaax-" + bundle);
    assertThat(SecretName.parameters("toolong_application_aaaaaxxxx", bundle))
        .isEqualTo("params-toolong_application-" + bundle);
    assertThat(SecretName.parameters("max_application_aaaaaaaaaa", bundle))
        .isEqualTo("params-max_application_aaa-" + bundle);
  }

  @Test
  void cutsNoSecretNameBehindADot() {
    assertThat(SecretName.credentials("a".repeat(25) + ".bbbb", ID))
        .isEqualTo("a".repeat(25) + "-" + ID);
  }

  @Property
  void secretNamesAndLabelsAreLegalWhateverTheIds(
      @ForAll @StringLength(max = 300) String name, @ForAll String bundleId) {
    ApplicationName.of(name, ID)
        .ifPresent(n -> {
          assertThat(SecretName.credentials(n, bundleId)).matches(ApplicationName::isLegal);
          assertThat(SecretName.parameters(n, bundleId)).matches(ApplicationName::isLegal);
          assertThat(SecretName.applicationLabel(n)).hasSizeLessThanOrEqualTo(63);
          assertThat(SecretName.bundleLabel(bundleId))
              .matches("[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?");
        });
  }

  @Test
  void takesNoMoreThanAResourceMayBeCalled() {
    assertThat(ApplicationName.isLegal("a".repeat(253))).isTrue();
    assertThat(ApplicationName.isLegal("a".repeat(254))).isFalse();
  }

  @Test
  void takesANameThatIsInTheNormalFormAlready() {
    assertThat(ApplicationName.normalForm("mp-shop-1")).isEqualTo("mp-shop-1");
    assertThat(ApplicationName.normalForm("shop")).isEqualTo("mp-shop");
  }

  @Test
  void knowsTheSecretsOfABundle() {
    assertThat(SecretName.isOf("shop-" + ID, "shop", ID)).isTrue();
    assertThat(SecretName.isOf("params-shop-" + ID, "shop", ID)).isTrue();
    assertThat(SecretName.isOf("shop-" + ID, "store", ID)).isFalse();
    assertThat(SecretName.isOf("shop-" + ID, "shop", "another")).isFalse();
  }

  @Test
  void labelsSecretsWithTheNameItselfWhereALabelCanHoldIt() {
    var longest = "a".repeat(63);
    var longer = "a".repeat(64);

    assertThat(SecretName.applicationLabel("shop")).isEqualTo("shop");
    assertThat(SecretName.applicationLabel(longest)).isEqualTo(longest);
    assertThat(SecretName.applicationLabel(longer))
        .isEqualTo("a".repeat(52) + "-" + Sha1Digits.of(longer, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u007f", "\u0080", "\u00e9"})
  void takesNothingBeyondAsciiForAServiceName(String odd) {
    assertThat(ServiceName.normalized("a" + odd + "b")).isEqualTo("a-b");
  }
}
