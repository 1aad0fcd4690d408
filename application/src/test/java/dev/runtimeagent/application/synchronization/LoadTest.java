package dev.runtimeagent.application.synchronization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Auth.Credential;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is held is reckoned as 100 for each item and 1 for each character. */
class LoadTest {
  private static final ApiDefinition API = new ApiDefinition("a", "bb", "cccc");
  private static final EventDefinition EVENT = new EventDefinition("a", "bb");

  @Test
  void anApiWeighsItsTexts() {
    assertThat(new Load(107).takesApis(List.of(API))).isTrue();
    assertThat(new Load(106).takesApis(List.of(API))).isFalse();
  }

  @Test
  void anEventWeighsItsTexts() {
    assertThat(new Load(103).takesEvents(List.of(EVENT))).isTrue();
    assertThat(new Load(102).takesEvents(List.of(EVENT))).isFalse();
  }

  @Test
  void aBundleWeighsItsTextsItsCredentialAndWhatIsInIt() {
    var none = new Credential.None();

    assertBundleWeighs(327, none);
    assertBundleWeighs(327 + 3, new Credential.Basic(secret("u"), secret("pp")));
    assertBundleWeighs(327 + 7, new Credential.OAuth(secret("i"), secret("ss"), "uuuu"));
    assertBundleWeighs(327 + 5, new Credential.Unsupported("other"));
  }

  @Test
  void additionalParametersWeighTheirNamesAndValues() {
    var parameters = Map.of("kk", List.of(secret("v"), secret("ww")));
    var headers = new Auth(new Credential.None(), parameters, Map.of(), Optional.empty());
    var queries = new Auth(new Credential.None(), Map.of(), parameters, Optional.of("url"));

    assertWeighs(327 + 105, bundle(headers));
    assertWeighs(327 + 108, bundle(queries));
  }

  @Test
  void anApplicationWeighsItsTextsAndWhatIsInIt() {
    var application =
        new ListedApplication(
            "i", "nn", Optional.of("dddd"), List.of("s", "ttt"), page(bundle(Auth.NONE)));

    assertThat(new Load(111 + 327).takesApplications(List.of(application))).isTrue();
    assertThat(new Load(110 + 327).takesApplications(List.of(application))).isFalse();
  }

  @Test
  void allPagesCountTogether() {
    var load = new Load(210);

    assertThat(load.takesApis(List.of(API))).isTrue();
    assertThat(load.takesEvents(List.of(EVENT))).isTrue();
    assertThat(load.takesEvents(List.of(EVENT))).isFalse();
    assertThat(load.takesBundles(List.of())).isFalse();
  }

  @Test
  void saysHowMuchThatIs() {
    assertThat(new Load(96 << 20).exceeded().problem()).contains("(96 MiB)");
  }

  private static void assertBundleWeighs(long weight, Credential credential) {
    assertWeighs(weight, bundle(new Auth(credential, Map.of(), Map.of(), Optional.empty())));
  }

  private static void assertWeighs(long weight, ListedBundle bundle) {
    assertThat(new Load(weight).takesBundles(List.of(bundle))).isTrue();
    assertThat(new Load(weight - 1).takesBundles(List.of(bundle))).isFalse();
  }

  /** 327 without its credential. */
  private static ListedBundle bundle(Auth auth) {
    return new ListedBundle(
        "i", "nn", Optional.of("dddd"), Optional.of("ssssssssss"), auth, page(API), page(EVENT));
  }

  private static SecretText secret(String text) {
    return SecretText.of(text);
  }

  private static <T> Page<T> page(T item) {
    return new Page<>(List.of(item), "", false, 1);
  }
}
