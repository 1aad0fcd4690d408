package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.FaultAction;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.landscape.ApiDefinition;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Bundle;
import dev.runtimeagent.sandbox.landscape.BundleAuth;
import dev.runtimeagent.sandbox.landscape.Credential;
import dev.runtimeagent.sandbox.record.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Secrets are where they are meant to be and nowhere else, at any log level. */
class SecretsTest {
  private static final String PASSWORD = "canary-password-4711";
  private static final String CLIENT_SECRET = "canary-client-secret-4712";
  private static final String HEADER = "canary-header-value-4713";
  private static final String PARAMETER = "canary-parameter-4714";

  @RegisterExtension final Scene scene = Scene.usual();

  @Test
  void secretsAppearInNoOutputAndNoOtherFile() throws Exception {
    scene.compass().put(application("basic", new Credential.Basic("user", PASSWORD)));
    scene
        .compass()
        .put(
            application(
                "oauth", new Credential.OAuth("id", CLIENT_SECRET, "https://o.example.com")));
    var token = scene.configure().token();
    var environment =
        scene.environment("APP_LOG_LEVEL=trace", "APP_QUERY_LOGGING=true", "APP_LOG_FORMAT=text");
    var told = new ArrayList<String>();
    try (var process = AgentProcess.start(scene.folder(), environment, "run")) {
      scene.store().await(d -> Scene.state(d).equals("Synchronized"));
      told.add(command(environment, "plan"));
      fail(Faults.partialData());
      fail(Faults.truncatedJson());
      told.add(command(environment, "status"));
      told.add(command(environment, "status", "-o", "yaml"));
      assertThat(process.terminate()).isZero();
      told.add(process.output());
    }
    told.add(command(environment, "settings"));
    var store = scene.store();
    var key = store.entry(store.credentials(), "key");
    var keyLine = key.lines().skip(3).findFirst().orElseThrow();
    for (var canary : List.of(token, PASSWORD, CLIENT_SECRET, HEADER, PARAMETER, keyLine)) {
      assertThat(told).noneSatisfy(output -> assertThat(output).contains(canary));
    }
    meantFor(token, "configuration/compass-agent-configuration.yaml");
    meantFor(keyLine, "credentials/cluster-client-certificates.yaml");
    for (var canary : List.of(PASSWORD, CLIENT_SECRET, HEADER, PARAMETER)) {
      assertThat(holders(canary)).allSatisfy(path -> assertThat(path).startsWith("secrets/"));
    }
    assertThat(holders(PASSWORD)).hasSize(1);
    assertThat(holders(CLIENT_SECRET)).hasSize(1);
  }

  private void fail(FaultAction action) throws Exception {
    scene.compass().fault(Fault.always(action).at(Service.DIRECTOR));
    scene.store().await(d -> Scene.state(d).equals("Connected"));
    scene.compass().faults().clear();
    scene.store().await(d -> Scene.state(d).equals("Synchronized"));
  }

  private static Application application(String name, Credential credential) {
    return Application.named(name)
        .withBundles(
            Bundle.of("bundle")
                .withAuth(
                    BundleAuth.of(credential)
                        .withHeaders(Map.of("X-Key", List.of(HEADER)))
                        .withQueryParameters(Map.of("key", List.of(PARAMETER))))
                .withApis(ApiDefinition.of("api", "https://api.example.com")));
  }

  private String command(Map<String, String> environment, String... args) throws Exception {
    try (var process = AgentProcess.start(scene.folder(), environment, args)) {
      process.end();
      return process.output();
    }
  }

  private void meantFor(String canary, String path) throws Exception {
    assertThat(holders(canary)).containsExactly(path);
  }

  /** The files of the store that hold the canary, plainly or in base64. */
  private List<String> holders(String canary) throws Exception {
    var root = scene.store().root();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> holds(file, canary))
          .map(file -> root.relativize(file).toString())
          .toList();
    }
  }

  private static boolean holds(Path file, String canary) {
    try {
      var content = Files.readString(file, StandardCharsets.ISO_8859_1);
      return Stream.concat(Stream.of(content), content.lines().map(SecretsTest::decoded))
          .anyMatch(text -> text.contains(canary));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decoded(String line) {
    var value = line.substring(line.indexOf(':') + 1).replaceAll("[ \"']", "");
    try {
      return new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
