package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.sandbox.CompassSandbox;
import dev.runtimeagent.sandbox.SandboxOptions;
import dev.runtimeagent.sandbox.landscape.ApiDefinition;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Bundle;
import dev.runtimeagent.sandbox.landscape.BundleAuth;
import dev.runtimeagent.sandbox.landscape.Credential;
import dev.runtimeagent.sandbox.landscape.IssuedToken;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import dev.runtimeagent.sandbox.record.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A local Compass with a Runtime registered, and agents that are to connect, for one test. */
abstract class CompassScene implements BeforeEachCallback, AfterEachCallback {
  private static final String LISTING = "applicationsForRuntime";

  private final Map<String, Object> runtimeLabels;
  private final SandboxOptions options;
  private final List<RunningAgent> agents = new ArrayList<>();
  private @Nullable Path folder;
  private @Nullable CompassSandbox compass;
  private @Nullable RegisteredRuntime runtime;

  CompassScene(SandboxOptions options, Map<String, Object> runtimeLabels) {
    this.options = options;
    this.runtimeLabels = runtimeLabels;
  }

  /** Makes ready what the agents work on. */
  abstract void prepare() throws Exception;

  /** Writes these entries into the agents' configuration in place of what is there. */
  abstract void configure(Map<String, String> entries) throws Exception;

  /** Says where the agents find what they work on. */
  abstract void locate(Map<String, String> environment);

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    folder = Files.createTempDirectory("endtoend");
    compass = CompassSandbox.start(options);
    runtime = compass().registerRuntime("kyma");
    runtimeLabels.forEach(
        (key, value) -> compass().landscape().setRuntimeLabel(runtime().id(), key, value));
    Files.writeString(authorities(), compass().serverCaPem());
    prepare();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (var agent : agents) {
      agent.end();
    }
    compass().close();
    try (Stream<Path> files = Files.walk(folder())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(agents).flatExtracting(agent -> agent.events().defects()).isEmpty();
  }

  /** Where the file of authorities lies, beside what a test needs. */
  Path folder() {
    return Objects.requireNonNull(folder);
  }

  Path authorities() {
    return folder().resolve("compass-ca.pem");
  }

  CompassSandbox compass() {
    return Objects.requireNonNull(compass);
  }

  RegisteredRuntime runtime() {
    return Objects.requireNonNull(runtime);
  }

  IssuedToken issueToken() {
    return compass().issueToken(runtime());
  }

  /** The four keys of the configuration. */
  Map<String, String> entries(String token) {
    return Map.of(
        "CONNECTOR_URL",
        compass().tokenConnectorUrl(),
        "TOKEN",
        token,
        "RUNTIME_ID",
        runtime().id(),
        "TENANT",
        compass().tenant());
  }

  /** Issues a token and writes it into the configuration. */
  IssuedToken configure() throws Exception {
    var token = issueToken();
    configure(entries(token.token()));
    return token;
  }

  /** What the agent is started with: it synchronizes five times a second. */
  Map<String, String> environment(String... settings) {
    var environment = new LinkedHashMap<String, String>();
    locate(environment);
    environment.put("APP_COMPASS_CA_FILE", authorities().toString());
    environment.put("APP_CONTROLLER_SYNC_PERIOD", "200ms");
    environment.put("APP_MINIMAL_COMPASS_SYNC_TIME", "0s");
    environment.put("APP_HEALTH_PORT", "0");
    for (var setting : settings) {
      var parts = setting.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    return environment;
  }

  /** Starts the agent with these settings beside the usual ones, each {@code NAME=value}. */
  RunningAgent start(String... settings) {
    var agent = RunningAgent.start(environment(settings));
    agents.add(agent);
    return agent;
  }

  /** The agent that was started last. */
  RunningAgent agent() {
    return agents.getLast();
  }

  /** What all agents told. */
  List<String> lines() {
    return agents.stream().flatMap(agent -> agent.events().lines().stream()).toList();
  }

  /** Waits until a synchronization that begins from now on has ended. */
  void awaitSynchronization() throws InterruptedException {
    var last =
        compass().requests().all().stream().mapToLong(RecordedRequest::number).max().orElse(0);
    awaitRequests(2, request -> request.asks(LISTING) && request.number() > last);
  }

  List<RecordedRequest> awaitRequests(int count, Predicate<RecordedRequest> condition)
      throws InterruptedException {
    return compass().requests().await(count, condition, RunningAgent.PATIENCE).orElseThrow();
  }

  long tokenCalls() {
    return compass().requests().matching(request -> request.token().isPresent()).size();
  }

  /** Puts so many Applications into Compass, the first named {@code app-0}. */
  List<Application> putApplications(int count) {
    var applications = IntStream.range(0, count).mapToObj(i -> application("app-" + i)).toList();
    compass().landscape().putAll(applications);
    return applications;
  }

  /** An Application with a bundle, an API and a password. */
  static Application application(String name) {
    return Application.named(name)
        .withBundles(
            Bundle.of("orders")
                .withAuth(BundleAuth.of(new Credential.Basic("user", "password of " + name)))
                .withApis(ApiDefinition.of("orders-v1", "https://" + name + ".example.com/v1")));
  }
}
