package dev.runtimeagent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.TestAgent.Answer;
import dev.runtimeagent.sandbox.landscape.ApiDefinition;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Bundle;
import dev.runtimeagent.sandbox.landscape.BundleAuth;
import dev.runtimeagent.sandbox.landscape.Credential;
import dev.runtimeagent.sandbox.landscape.EventDefinition;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DirectorTest extends PairedRuntime {
  @Test
  void answersTheQueryOfTheLastAgent() throws Exception {
    sandbox.put(
        Application.named("shop")
            .withProviderName("Acme")
            .withAuths("b1c9d0a8-1f55-4d4c-9b0e-3a1a7f5a9d01")
            .withBundles(
                Bundle.of("orders")
                    .withAuth(
                        BundleAuth.of(new Credential.OAuth("c", "s", "https://auth/token"))
                            .withHeaders(Map.of("X-Env", List.of("prod", "eu")))
                            .withCsrfTokenUrl("https://shop/csrf"))
                    .withApis(ApiDefinition.of("orders-v1", "https://shop/orders"))
                    .withEvents(EventDefinition.of("order.created"))));
    String page = "pageInfo { startCursor endCursor hasNextPage } totalCount";
    String definition =
        "id name description group version { value deprecated deprecatedSince forRemoval }";
    String query =
        """
        query { runtime(id: "RUNTIME") { labels }
          applicationsForRuntime(runtimeID: "RUNTIME") {
            data { id name providerName description labels auths { id }
              bundles { data { id name description instanceAuthRequestInputSchema
                apiDefinitions { data { DEFINITION targetURL } PAGE }
                eventDefinitions { data { DEFINITION } PAGE }
                defaultInstanceAuth { additionalHeaders additionalQueryParams
                  requestAuth { csrf { tokenEndpointURL } }
                  credential { ... on BasicCredentialData { username password }
                    ... on OAuthCredentialData { clientId clientSecret url } } } } PAGE } }
            PAGE } }
        """
            .replace("RUNTIME", runtime.id())
            .replace("PAGE", page)
            .replace("DEFINITION", definition);

    Answer answer = agent.director(query);

    JsonNode application = answer.data().path("applicationsForRuntime").path("data").path(0);
    assertThat(application.path("name").asText()).isEqualTo("mp-shop");
    assertThat(application.path("labels").path("scenarios").path(0).asText()).isEqualTo("default");
    JsonNode bundle = application.path("bundles").path("data").path(0);
    assertThat(bundle.path("apiDefinitions").path("data").path(0).path("targetURL").asText())
        .isEqualTo("https://shop/orders");
    assertThat(bundle.path("eventDefinitions").path("totalCount").asInt()).isEqualTo(1);
    JsonNode auth = bundle.path("defaultInstanceAuth");
    assertThat(auth.path("additionalHeaders").toString())
        .isEqualTo("{\"X-Env\":[\"prod\",\"eu\"]}");
    assertThat(auth.get("additionalQueryParams").isNull()).isTrue();
    assertThat(auth.path("credential").toString())
        .isEqualTo("{\"clientId\":\"c\",\"clientSecret\":\"s\",\"url\":\"https://auth/token\"}");
    assertThat(auth.path("requestAuth").path("csrf").path("tokenEndpointURL").asText())
        .isEqualTo("https://shop/csrf");
    assertThat(answer.data().path("runtime").path("labels").path("useBundles").asText())
        .isEqualTo("true");
  }

  @Test
  void showsTheFormationsOfTheRuntimeOnly() throws Exception {
    sandbox.landscape().assignFormations(runtime.id(), Set.of("sales"));
    sandbox.put(Application.named("sold").withFormations("sales", "other"));
    sandbox.put(Application.named("elsewhere").withFormations("other"));
    sandbox.put(Application.named("foreign").withFormations("sales").withTenant("somebody-else"));
    sandbox.put(
        Application.named("hidden").withFormations("sales").withLabels(Map.of("hide", "yes")));
    sandbox.landscape().hide("hide", Set.of("yes"));

    JsonNode listing = page(200, null);

    assertThat(names(listing)).containsExactly("mp-sold");
    assertThat(listing.path("totalCount").asInt()).isEqualTo(1);
  }

  @Test
  void withoutFormationThePageIsEmptyAndArgumentsGoUnchecked() throws Exception {
    sandbox.landscape().assignFormations(runtime.id(), Set.of());
    sandbox.put(Application.named("app"));

    JsonNode listing = page(0, "!!!");

    assertThat(listing.path("data")).isEmpty();
    assertThat(listing.path("totalCount").asInt()).isZero();
  }

  @Test
  void normalisesNamesByLabelAndAppendsTheSystemNumber() throws Exception {
    sandbox.put(Application.named("My.Shop").withId(uuid("1")));
    sandbox.put(Application.named("My.Shop").withId(uuid("2")).withSystemNumber("A7"));
    sandbox.put(Application.named("mp-kept").withId(uuid("3")));

    assertThat(names(page(200, null))).containsExactly("mp-my-shop", "mp-my-shop-A7", "mp-kept");

    sandbox.landscape().setRuntimeLabel(runtime.id(), "isNormalized", true);
    assertThat(names(page(200, null))).containsExactly("My.Shop", "My.Shop-A7", "mp-kept");

    String unpaged = "{ applications { data { name } } }";
    assertThat(agent.director(unpaged).data().findValuesAsText("name"))
        .containsExactly("My.Shop", "My.Shop", "mp-kept");
  }

  @Test
  void tenantMayBeLeftOutButNotBeWrong() throws Exception {
    assertThat(as(sandbox.tenant()).data().path("viewer").path("id").asText())
        .isEqualTo(runtime.id());

    Answer foreign = as("somebody-else");
    assertThat(foreign.status()).isEqualTo(400);
    assertThat(foreign.body())
        .isEqualTo(
            "{\"errors\":[{\"message\":\"Tenant not found [externalTenant=somebody-else]\","
                + "\"extensions\":{\"error\":\"TenantNotFound\",\"error_code\":25}}],"
                + "\"data\":null}");

    Answer unknown = as("unheard-of");
    assertThat(unknown.status()).isEqualTo(200);
    assertThat(unknown.error().path("message").asText())
        .isEqualTo("insufficient scopes provided [actual=; required=runtime:read]");
  }

  @Test
  void lostAuthenticationGivesOneErrorPerRootField() throws Exception {
    RegisteredRuntime gone = sandbox.registerRuntime("gone");
    TestAgent lost = TestAgent.paired(sandbox, gone);
    sandbox.unregister(gone.id());

    Answer answer =
        lost.director(
            "{ applicationsForRuntime(runtimeID: \"%s\") { totalCount } runtime(id: \"%s\") {"
                    .formatted(gone.id(), gone.id())
                + " labels } }");

    assertThat(answer.body())
        .isEqualTo(
            "{\"errors\":[{\"message\":\"insufficient scopes provided [actual=;"
                + " required=application:read]\",\"path\":[\"applicationsForRuntime\"],"
                + "\"extensions\":{\"error\":\"InsufficientScopes\",\"error_code\":23}},"
                + "{\"message\":\"insufficient scopes provided [actual=;"
                + " required=runtime:read]\",\"path\":[\"runtime\"],"
                + "\"extensions\":{\"error\":\"InsufficientScopes\",\"error_code\":23}}],"
                + "\"data\":null}");
  }

  @Test
  void anUnknownRuntimeIsNullHereAndAnErrorThere() throws Exception {
    String unknown = UUID.randomUUID().toString();

    Answer answer = agent.director("{ runtime(id: \"%s\") { id } }".formatted(unknown));

    assertThat(answer.body()).isEqualTo("{\"data\":{\"runtime\":null}}");
    assertThat(listingError(unknown)).isEqualTo("22 Invalid data [reason=runtime does not exist]");
    assertThat(listingError("no-uuid"))
        .startsWith("10 Internal Server Error")
        .contains("reason: while converting runtimeID to UUID: ");
  }

  @Test
  void labelsAreSetReadAndRefusedByTheirRules() throws Exception {
    Answer set = label(runtime.id(), "runtime_consoleUrl", "https://console");

    assertThat(set.body())
        .isEqualTo(
            "{\"data\":{\"setRuntimeLabel\":{\"key\":\"runtime_consoleUrl\","
                + "\"value\":\"https://console\"}}}");
    assertThat(
            agent
                .director("{ runtime(id: \"%s\") { labels } }".formatted(runtime.id()))
                .data()
                .path("runtime")
                .path("labels")
                .path("runtime_consoleUrl")
                .asText())
        .isEqualTo("https://console");
    assertThat(errorOf(label(runtime.id(), "with/slash", "x")))
        .startsWith("22 Invalid data LabelInput [");
    assertThat(errorOf(label(runtime.id(), "empty", "")))
        .startsWith("22 Invalid data LabelInput [");
    assertThat(errorOf(label(runtime.id(), "any_defaultEventing", "x")))
        .contains("could not set unmodifiable label with key any_defaultEventing");
    assertThat(errorOf(label(runtime.id(), "scenarios", "x")))
        .startsWith("10 ")
        .contains("label with key scenarios cannot be set explicitly");
    String unknown = UUID.randomUUID().toString();
    assertThat(errorOf(label(unknown, "a", "x")))
        .contains("reason: Runtime with ID " + unknown + " doesn't exist");
  }

  @Test
  void theFirstDirectorCallMakesTheRuntimeConnectedAndPairingDoesNot() throws Exception {
    RegisteredRuntime fresh = sandbox.registerRuntime("fresh");
    TestAgent other = TestAgent.paired(sandbox, fresh);
    other.connector(TestAgent.CONFIGURATION);
    String before = condition(fresh);

    other.director("{ nonsense }");

    assertThat(before).isEqualTo("INITIAL");
    assertThat(condition(fresh)).isEqualTo("CONNECTED");
  }

  @Test
  void viewerIsTheRuntime() throws Exception {
    assertThat(agent.director("{ viewer { id type } }").body())
        .isEqualTo(
            "{\"data\":{\"viewer\":{\"id\":\"%s\",\"type\":\"RUNTIME\"}}}".formatted(runtime.id()));
  }

  @Test
  void invalidQueriesAreInternalErrorsWith422() throws Exception {
    Answer answer = agent.director("{ nonsense }");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error().path("extensions").path("error_code").asInt()).isEqualTo(10);
    assertThat(answer.json().get("data").isNull()).isTrue();
  }

  @Test
  void otherFormationsApplicationsAreNotAllowed() throws Exception {
    Application other = Application.named("other").withFormations("other");
    sandbox.put(other);

    assertThat(errorOf(agent.director("{ application(id: \"%s\") { id } }".formatted(other.id()))))
        .isEqualTo(
            "27 The operation is not allowed [reason=requesting runtime should be in same scenario"
                + " as the requested application resource]");
  }

  private static List<String> names(JsonNode listing) {
    return StreamSupport.stream(listing.path("data").spliterator(), false)
        .map(each -> each.path("name").asText())
        .toList();
  }

  private String listingError(String runtimeId) throws Exception {
    return errorOf(agent.director(LISTING, Map.of("id", runtimeId)));
  }

  private Answer as(String tenant) throws Exception {
    return agent.post(
        sandbox.directorUrl(), Map.of("Tenant", tenant), "{ viewer { id } }", Map.of());
  }

  private Answer label(String runtimeId, String key, String value) throws Exception {
    return agent.director(
        "mutation ($id: ID!, $key: String!, $value: Any!) { setRuntimeLabel(runtimeID: $id, key:"
            + " $key, value: $value) { key value } }",
        Map.of("id", runtimeId, "key", key, "value", value));
  }

  private String condition(RegisteredRuntime which) {
    return sandbox.landscape().runtime(which.id()).orElseThrow().condition();
  }
}
