package dev.runtimeagent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.TestAgent.Answer;
import dev.runtimeagent.sandbox.landscape.ApiDefinition;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Bundle;
import dev.runtimeagent.sandbox.landscape.EventDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagingTest extends PairedRuntime {
  @Test
  void pagesByOffsetCursorsInOrderOfIds() throws Exception {
    List<String> ids = List.of("3", "1", "5", "2", "4").stream().map(PagingTest::uuid).toList();
    ids.forEach(id -> sandbox.put(Application.named("app-" + id).withId(id)));

    JsonNode first = page(2, null);
    JsonNode second = page(2, first.path("pageInfo").path("endCursor").asText());
    JsonNode third = page(2, second.path("pageInfo").path("endCursor").asText());

    assertThat(TestAgent.texts(first.path("data"), "id")).containsSubsequence(uuid("1"), uuid("2"));
    assertThat(first.path("pageInfo").path("startCursor").asText()).isEmpty();
    assertThat(first.path("pageInfo").path("endCursor").asText()).isEqualTo("RHBLdEo0ajlqRHEy");
    assertThat(second.path("pageInfo").path("startCursor").asText()).isEqualTo("RHBLdEo0ajlqRHEy");
    assertThat(third.path("data")).hasSize(1);
    assertThat(third.path("pageInfo").path("endCursor").asText()).isEmpty();
    assertThat(third.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
    assertThat(third.path("totalCount").asInt()).isEqualTo(5);
  }

  @Test
  void theListingHasADefaultOf200AndNoUpperLimit() throws Exception {
    for (int i = 0; i < 203; i++) {
      sandbox.put(Application.named("app-" + i));
    }

    JsonNode byDefault =
        agent
            .director(LISTING.replace("$first: Int, ", "").replace("first: $first, ", ""), id())
            .data()
            .path("applicationsForRuntime");

    assertThat(byDefault.path("data")).hasSize(200);
    assertThat(byDefault.path("pageInfo").path("endCursor").asText())
        .isEqualTo("RHBLdEo0ajlqRHEyMDA=");
    assertThat(page(500, null).path("data")).hasSize(203);
  }

  @Test
  void wrongPageArgumentsAreTold() throws Exception {
    sandbox.put(Application.named("app").withBundles(Bundle.of("bundle")));
    String nested =
        "{ applicationsForRuntime(runtimeID: \"RUNTIME\") { data { id bundles(first: 500) { totalCount }"
            + " } } }";

    Answer tooMany = agent.director(nested.replace("RUNTIME", runtime.id()));
    Map<String, Object> nothing = new HashMap<>(id());
    nothing.put("first", null);

    assertThat(tooMany.status()).isEqualTo(200);
    assertThat(tooMany.error().path("message").asText())
        .isEqualTo("Invalid data [reason=page size must be between 1 and 200]");
    assertThat(tooMany.error().path("path").toString())
        .isEqualTo("[\"applicationsForRuntime\",\"data\",0,\"bundles\"]");
    assertThat(
            tooMany
                .data()
                .path("applicationsForRuntime")
                .path("data")
                .path(0)
                .get("bundles")
                .isNull())
        .isTrue();
    assertThat(agent.director(LISTING, nothing).error().path("message").asText())
        .isEqualTo("Invalid data [reason=missing required parameter 'first']");
    assertThat(cursorError("!!!"))
        .startsWith("10 Internal Server Error [errorID=")
        .contains("cursor is not correct");
    assertThat(cursorError("LTU=")).isEqualTo("22 Invalid data [reason=cursor is not correct]");
    assertThat(page(1, "MA==").path("data")).hasSize(1);
  }

  @Test
  void nestedFieldsShareOneCursorPerRequest() throws Exception {
    sandbox.put(
        Application.named("app").withBundles(Bundle.of("a"), Bundle.of("b"), Bundle.of("c")));
    String query =
        "{ applicationsForRuntime(runtimeID: \"RUNTIME\") { data { one: bundles(first: 1) { data { id }"
            + " } two: bundles(first: 3) { data { id } } } } }";

    JsonNode application =
        agent
            .director(query.replace("RUNTIME", runtime.id()))
            .data()
            .path("applicationsForRuntime")
            .path("data")
            .path(0);

    assertThat(application.path("one").path("data")).hasSize(1);
    assertThat(application.path("two")).isEqualTo(application.path("one"));
  }

  @Test
  void nestedListsArePagedThroughApplicationWhichTellsRawNames() throws Exception {
    Application application =
        Application.named("My.Shop")
            .withBundles(
                Bundle.of("bundle")
                    .withApis(
                        ApiDefinition.of("a", "").withId(uuid("1")),
                        ApiDefinition.of("b", "").withId(uuid("2")),
                        ApiDefinition.of("hidden", "").withId(uuid("3")).withVisibility("internal"))
                    .withEvents(EventDefinition.of("secret").withVisibility("private")));
    sandbox.put(application);
    String query =
        """
        query ($app: ID!, $bundle: ID!, $after: PageCursor) {
          application(id: $app) { name bundle(id: $bundle) {
            apiDefinitions(first: 1, after: $after) {
              data { name } pageInfo { endCursor hasNextPage } totalCount }
            eventDefinitions { totalCount } } } }
        """;

    JsonNode answer =
        agent
            .director(
                query,
                Map.of(
                    "app",
                    application.id(),
                    "bundle",
                    application.bundles().getFirst().id(),
                    "after",
                    "RHBLdEo0ajlqRHEx"))
            .data()
            .path("application");

    assertThat(answer.path("name").asText()).isEqualTo("My.Shop");
    JsonNode apis = answer.path("bundle").path("apiDefinitions");
    assertThat(TestAgent.texts(apis, "name")).containsExactly("b");
    assertThat(apis.path("totalCount").asInt()).isEqualTo(2);
    assertThat(answer.path("bundle").path("eventDefinitions").path("totalCount").asInt()).isZero();
  }

  private Map<String, Object> id() {
    return Map.of("id", runtime.id());
  }

  private String cursorError(String cursor) throws Exception {
    return errorOf(agent.director(LISTING, Map.of("id", runtime.id(), "after", cursor)));
  }
}
