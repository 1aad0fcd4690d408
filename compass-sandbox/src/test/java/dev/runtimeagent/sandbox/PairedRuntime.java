package dev.runtimeagent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.TestAgent.Answer;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A sandbox with nothing but a paired Runtime before each test, and how the last agent lists. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PairedRuntime {
  static final String LISTING =
      """
      query ($id: ID!, $first: Int, $after: PageCursor) {
        applicationsForRuntime(runtimeID: $id, first: $first, after: $after) {
          data { id name labels auths { id auth { accessStrategy } } status { condition } }
          pageInfo { startCursor endCursor hasNextPage } totalCount } }
      """;

  CompassSandbox sandbox;
  RegisteredRuntime runtime;
  TestAgent agent;

  @BeforeAll
  void start() throws Exception {
    sandbox = CompassSandbox.start(SandboxOptions.defaults());
    runtime = sandbox.registerRuntime("kyma");
    agent = TestAgent.paired(sandbox, runtime);
    sandbox.landscape().addTenant("somebody-else");
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  @BeforeEach
  void clear() {
    sandbox.landscape().clear();
    sandbox.landscape().assignFormations(runtime.id(), Set.of("default"));
    sandbox.landscape().setRuntimeLabel(runtime.id(), "isNormalized", "true");
  }

  static String uuid(String digit) {
    return digit + "0000000-0000-4000-8000-000000000000";
  }

  JsonNode page(int first, @Nullable String after) throws Exception {
    Map<String, Object> variables =
        after == null
            ? Map.of("id", runtime.id(), "first", first)
            : Map.of("id", runtime.id(), "first", first, "after", after);
    return agent.director(LISTING, variables).data().path("applicationsForRuntime");
  }

  static String errorOf(Answer answer) throws Exception {
    assertThat(answer.status()).isEqualTo(200);
    return answer.error().path("extensions").path("error_code").asText()
        + ' '
        + answer.error().path("message").asText();
  }
}
