package dev.runtimeagent.application.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget.Fit;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Auth.Credential;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.EventDefinition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KymaFormTest {
  private static final String APP = "0d3e4f02-6a0f-4b77-8b0a-6a5d5b7c2a10";
  private static final String BUNDLE = "7a6c8e0e-2c1b-4b52-8f2e-1e0b5c9d4f33";
  private static final Auth OAUTH =
      new Auth(
          new Credential.OAuth(
              SecretText.of("c"), SecretText.of("s"), "https://auth.example.com/token"),
          Map.of("X-Env", List.of(SecretText.of("prod"), SecretText.of("<eu>"))),
          Map.of(),
          Optional.of("https://shop.example.com/csrf"));

  private final KymaForm form = form(false);

  @Test
  void writesWhatTheGoAgentWrites() {
    var manifest = form.documents(application(OAUTH), "mp-shop").application();

    assertThat(manifest)
        .containsEntry("apiVersion", "applicationconnector.kyma-project.io/v1alpha1")
        .containsEntry("kind", "Application");
    assertThat(Trees.child(manifest, "metadata"))
        .containsEntry("name", "mp-shop")
        .containsEntry(
            "labels",
            Map.of("applicationconnector.kyma-project.io/managed-by", "compass-runtime-agent"));
    assertThat(Trees.child(manifest, "spec"))
        .containsEntry("description", "Description not provided")
        .containsEntry("labels", Map.of("connected-app", "mp-shop"))
        .containsEntry("skipVerify", false)
        .containsEntry("encodeUrl", false)
        .containsEntry(
            "compassMetadata",
            Map.of("applicationId", APP, "authentication", Map.of("clientIds", List.of("auth-1"))));
    assertThat(services(manifest))
        .singleElement()
        .satisfies(service ->
            assertThat(service)
                .containsEntry("id", BUNDLE)
                .containsEntry("displayName", "Orders!")
                .containsEntry("description", "Order API")
                .doesNotContainKey("authCreateParameterSchema"));
  }

  @Test
  void writesApisBeforeEvents() {
    var manifest = form.documents(application(OAUTH), "mp-shop").application();

    var entries = Trees.children(services(manifest).getFirst(), "entries");
    assertThat(entries).extracting(entry -> entry.get("type")).containsExactly("API", "Events");
    assertThat(entries.getFirst())
        .containsEntry("targetUrl", "https://shop.example.com/orders")
        .containsEntry("centralGatewayUrl", "http://gateway:8082/mp-shop/orders/orders-v1")
        .containsEntry("requestParametersSecretName", "params-mp-shop-" + BUNDLE)
        .containsEntry(
            "credentials",
            Map.of(
                "type",
                "OAuth",
                "secretName",
                "mp-shop-" + BUNDLE,
                "authenticationUrl",
                "https://auth.example.com/token",
                "csrfInfo",
                Map.of("tokenEndpointURL", "https://shop.example.com/csrf")));
    assertThat(entries.getLast())
        .containsEntry("credentials", Map.of("type", "", "secretName", ""))
        .containsEntry("targetUrl", "");
  }

  @Test
  void writesCredentialsAndParametersIntoSecrets() {
    var secrets = form.documents(application(OAUTH), "mp-shop").secrets();

    assertThat(secrets)
        .extracting(SecretDocument::name)
        .containsExactly("mp-shop-" + BUNDLE, "params-mp-shop-" + BUNDLE);
    assertThat(secrets.getFirst().data())
        .isEqualTo(Map.of("clientId", SecretText.of("c"), "clientSecret", SecretText.of("s")));
    assertThat(secrets.getLast().data())
        .isEqualTo(Map.of("headers", SecretText.of("{\"X-Env\":[\"prod\",\"\\u003ceu\\u003e\"]}")));
  }

  @Test
  void aSecretSurvivesBeingStored() {
    var secret = form.documents(application(OAUTH), "mp-shop").secrets().getFirst().ownedBy("u-1");

    assertThat(SecretDocument.read(secret.manifest(Map.of(), "mp-shop"))).contains(secret);
    assertThat(secret.toString()).doesNotContain("clientSecret=s");
  }

  @Test
  void namesNoSecretThatWouldBeEmpty() {
    var documents = form.documents(application(basic("", "")), "mp-shop");

    assertThat(documents.secrets()).isEmpty();
    assertThat(documents.digest())
        .isEqualTo(form.documents(application(Auth.NONE), "mp-shop").digest());
  }

  @Test
  void storesACredentialOfWhichOnlyOneHalfIsEmpty() {
    assertThat(form.documents(application(basic("key", "")), "mp-shop").secrets()).hasSize(1);
  }

  @Test
  void remarksWhatTheGatewayCannotUse() {
    var twice = new ApiDefinition("2", "Orders v1", "");
    var bundle =
        new Bundle(
            BUNDLE,
            "orders",
            Optional.empty(),
            Optional.empty(),
            new Auth(new Credential.Unsupported("X"), Map.of(), Map.of(), Optional.empty()),
            List.of(new ApiDefinition("1", "orders-v1", ""), twice),
            List.of());
    var application = new Application(APP, "shop", Optional.empty(), List.of(), List.of(bundle));

    assertThat(form.fit(application, "shop"))
        .isInstanceOfSatisfying(
            Fit.Fits.class,
            fits ->
                assertThat(fits.remarks())
                    .hasSize(2)
                    .anyMatch(r -> r.contains("kind X"))
                    .anyMatch(r -> r.contains("\"orders-v1\", \"Orders v1\"")));
  }

  @Test
  void refusesANameThatIsNone() {
    assertThat(form.fit(application(OAUTH), "../x")).isInstanceOf(Fit.Unfit.class);
  }

  @Test
  void refusesWhatTakesTooLongToRead() {
    var overlong = "x".repeat(600_000);
    var described = new Application(APP, "shop", Optional.of(overlong), List.of(), List.of());

    assertThat(form.fit(described, "mp-shop"))
        .isInstanceOfSatisfying(
            Fit.Unfit.class, unfit -> assertThat(unfit.reason()).contains("524288 characters"));
    assertThat(form.fit(application(basic("user", overlong)), "mp-shop"))
        .isInstanceOf(Fit.Unfit.class);
  }

  @Test
  void refusesToTakeASecretOfTheAgent() {
    var reserving =
        new KymaForm(new KymaForm.Settings("", false, "kyma-system", Set.of("mp-shop-" + BUNDLE)));

    assertThat(reserving.fit(application(OAUTH), "mp-shop")).isInstanceOf(Fit.Unfit.class);
  }

  @Nested
  class WhenStored {
    @Test
    void isUnchangedAsWritten() {
      var documents = form.documents(application(OAUTH), "mp-shop");
      var held = form.held(documents.application(), stored(documents), "1");

      assertThat(held.digest()).isEqualTo(documents.digest());
      assertThat(held.owned()).isTrue();
      assertThat(held.applicationId()).contains(APP);
      assertThat(held.entries()).containsExactlyInAnyOrder(BUNDLE + "/api-1", BUNDLE + "/event-1");
      assertThat(held.credentialBundles()).containsExactly(BUNDLE);
    }

    @Test
    void isUnchangedUnderALongName() {
      var name = "a".repeat(100);
      var documents = form.documents(application(OAUTH), name);

      assertThat(form.held(documents.application(), stored(documents), "1").digest())
          .isEqualTo(documents.digest());
      assertThat(documents.secrets()).allMatch(s -> s.application().length() <= 63);
    }

    @Test
    void isChangedWithoutItsSecretOrWithAnother() {
      var documents = form.documents(application(OAUTH), "mp-shop");

      assertThat(form.held(documents.application(), _ -> List.of(), "1").digest())
          .isNotEqualTo(documents.digest());
      var other = form.documents(application(basic("u", "p")), "mp-shop");
      assertThat(form.held(documents.application(), stored(other), "1").digest())
          .isNotEqualTo(documents.digest());
    }

    @Test
    void isChangedWhenASecretIsOwnedByAFormerApplicationOfThatName() {
      var documents = form.documents(application(OAUTH), "mp-shop");
      var manifest = withMetadata(documents.application(), "uid", "new");

      assertThat(form.held(manifest, owned(documents, "new"), "1").digest())
          .isEqualTo(documents.digest());
      assertThat(form.held(manifest, owned(documents, "old"), "1").digest())
          .isNotEqualTo(documents.digest());
    }

    @Test
    void keepsItsSecretsApartFromThoseOfOthers() {
      var documents = form.documents(application(OAUTH), "mp-shop");
      var foreign =
          new SecretDocument(
              "database", "kyma-system", "mp-shop", BUNDLE, Map.of(), Optional.empty());

      assertThat(form.secretsOf(documents.application(), _ -> List.of(foreign))).isEmpty();
    }

    @Test
    void losesCredentialsOfABundleWithoutEntriesWhenTheyAreWithdrawn() {
      var hidden = application(OAUTH, List.of(), List.of());
      var documents = form.documents(hidden, "mp-shop");
      var held = form.held(documents.application(), stored(documents), "1");

      assertThat(held.credentialBundles()).containsExactly(BUNDLE);
      assertThat(held.digest())
          .isNotEqualTo(
              form.documents(application(Auth.NONE, List.of(), List.of()), "mp-shop").digest());
    }

    @Test
    void isNotOursWithoutLabel() {
      var documents = form.documents(application(OAUTH), "mp-shop");
      var manifest = withMetadata(documents.application(), "labels", Map.of("a", "b"));

      assertThat(form.held(manifest, stored(documents), "1").owned()).isFalse();
    }

    @Test
    void givesADigestWhateverWasWrittenThere() {
      var odd = Map.of("metadata", List.of(), "spec", Map.of("services", List.of("x", Map.of())));

      assertThat(form.held(odd, _ -> List.of(), "1").owned()).isFalse();
    }
  }

  @Nested
  class WhenMerged {
    @Test
    void keepsWhatOthersWrote() {
      var before = form.documents(application(Auth.NONE), "mp-shop");
      var existing =
          withMetadata(
              withSpec(before.application(), "encodeUrl", true), "labels", Map.of("team", "blue"));

      var merged = form.merged(existing, form.documents(application(OAUTH), "mp-shop"));

      assertThat(Trees.child(Trees.child(merged, "metadata"), "labels"))
          .containsEntry("team", "blue")
          .containsEntry(
              "applicationconnector.kyma-project.io/managed-by", "compass-runtime-agent");
      assertThat(Trees.child(merged, "spec")).containsEntry("encodeUrl", true);
    }

    @Test
    void isThenAsWanted() {
      var before = form.documents(application(Auth.NONE), "mp-shop");
      var wanted = form.documents(application(OAUTH), "mp-shop");

      var merged = form.merged(before.application(), wanted);

      assertThat(form.held(merged, stored(wanted), "2").digest()).isEqualTo(wanted.digest());
    }

    @Test
    void aChangedDefaultOfVerificationReachesWhoeverHasTheOldOne() {
      var before = form.documents(application(OAUTH), "mp-shop");
      var skipping = form(true);
      var wanted = skipping.documents(application(OAUTH), "mp-shop");

      var merged = skipping.merged(before.application(), wanted);

      assertThat(skipping.held(before.application(), stored(before), "1").digest())
          .isNotEqualTo(wanted.digest());
      assertThat(Trees.child(merged, "spec")).containsEntry("skipVerify", true);
      assertThat(skipping.held(merged, stored(before), "2").digest()).isEqualTo(wanted.digest());
    }

    @Test
    void aUsersChoiceOfVerificationStays() {
      var wanted = form.documents(application(OAUTH), "mp-shop");
      var chosen = withSpec(wanted.application(), "skipVerify", true);

      assertThat(form.held(chosen, stored(wanted), "1").digest()).isEqualTo(wanted.digest());
      assertThat(Trees.child(form.merged(chosen, wanted), "spec"))
          .containsEntry("skipVerify", true);
    }
  }

  private static KymaForm form(boolean skipVerify) {
    return new KymaForm(
        new KymaForm.Settings("http://gateway:8082", skipVerify, "kyma-system", Set.of()));
  }

  private static Application application(Auth auth) {
    return application(
        auth,
        List.of(new ApiDefinition("api-1", "orders v1", "https://shop.example.com/orders")),
        List.of(new EventDefinition("event-1", "ordered")));
  }

  private static Application application(
      Auth auth, List<ApiDefinition> apis, List<EventDefinition> events) {
    var bundle =
        new Bundle(
            BUNDLE, "Orders!", Optional.of("Order API"), Optional.empty(), auth, apis, events);
    return new Application(APP, "mp-shop", Optional.of(" "), List.of("auth-1"), List.of(bundle));
  }

  private static Auth basic(String user, String password) {
    return new Auth(
        new Credential.Basic(SecretText.of(user), SecretText.of(password)),
        Map.of(),
        Map.of(),
        Optional.empty());
  }

  private static Function<String, List<SecretDocument>> stored(KymaDocuments documents) {
    return label ->
        documents.secrets().stream().filter(s -> s.application().equals(label)).toList();
  }

  private static Function<String, List<SecretDocument>> owned(KymaDocuments documents, String uid) {
    return _ -> documents.secrets().stream().map(s -> s.ownedBy(uid)).toList();
  }

  private static List<Map<String, Object>> services(Map<String, Object> manifest) {
    return Trees.children(Trees.child(manifest, "spec"), "services");
  }

  private static Map<String, Object> withMetadata(
      Map<String, Object> manifest, String key, Object value) {
    return with(manifest, "metadata", key, value);
  }

  private static Map<String, Object> withSpec(
      Map<String, Object> manifest, String key, Object value) {
    return with(manifest, "spec", key, value);
  }

  private static Map<String, Object> with(
      Map<String, Object> manifest, String part, String key, Object value) {
    var changed = new LinkedHashMap<String, Object>(manifest);
    var inner = new HashMap<String, Object>(Trees.child(manifest, part));
    inner.put(key, value);
    changed.put(part, inner);
    return changed;
  }
}
