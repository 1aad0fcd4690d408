package dev.runtimeagent.bootstrap.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.sandbox.SandboxOptions;
import java.util.Map;

/** A local Compass and an empty store, for one test. */
final class Scene extends CompassScene {
  private Scene(SandboxOptions options, Map<String, Object> runtimeLabels) {
    super(options, runtimeLabels);
  }

  static Scene usual() {
    return with(SandboxOptions.defaults());
  }

  static Scene with(SandboxOptions options) {
    return new Scene(options, Map.of());
  }

  /** The Director tells names as they were registered. */
  static Scene withRawNames() {
    return new Scene(SandboxOptions.defaults(), Map.of("isNormalized", "false"));
  }

  @Override
  void prepare() throws Exception {
    store().prepare();
  }

  @Override
  void configure(Map<String, String> entries) throws Exception {
    store().configure(entries);
  }

  @Override
  void locate(Map<String, String> environment) {
    environment.put("APP_RUNTIME", "filesystem");
    environment.put("APP_STORE_DIR", store().root().toString());
  }

  Store store() {
    return new Store(folder().resolve("store"));
  }

  /** Starts the agent with a fresh token and waits until it is synchronized. */
  RunningAgent synchronize(String... settings) throws Exception {
    configure();
    var agent = start(settings).awaitState("Synchronized");
    store().await(document -> state(document).equals("Synchronized"));
    return agent;
  }

  static String state(JsonNode document) {
    return document.at("/status/state").asText();
  }
}
