package dev.runtimeagent.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.sandbox.CompassSandbox;
import dev.runtimeagent.sandbox.SandboxOptions;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built agent as a process, on a folder, against a local Compass. */
class AgentIT {
  private static final Path LAUNCHER =
      Path.of("..", "bin", "runtime-agent").toAbsolutePath().normalize();

  @TempDir private Path folder;
  private CompassSandbox compass;
  private String token;

  @BeforeEach
  void startCompass() throws Exception {
    compass = CompassSandbox.start(SandboxOptions.defaults());
    RegisteredRuntime runtime = compass.registerRuntime("runtime");
    compass.put(Application.named("shop"));
    Files.writeString(folder.resolve("ca.pem"), compass.serverCaPem());
    token = compass.issueToken(runtime).token();
    Path configuration = Files.createDirectories(folder.resolve("store/configuration"));
    Files.writeString(
        configuration.resolve("compass-agent-configuration.yaml"),
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: compass-agent-configuration
          namespace: kyma-system
        stringData:
          CONNECTOR_URL: %s
          TOKEN: %s
          RUNTIME_ID: %s
          TENANT: %s
        """
            .formatted(compass.tokenConnectorUrl(), token, runtime.id(), runtime.tenant()));
  }

  @AfterEach
  void stopCompass() {
    compass.close();
  }

  @Test
  void synchronizesOnceAndTellsNoToken() throws Exception {
    Ended first = agent("run", "--once");
    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(first.output()).doesNotContain(token);
    try (var applications = Files.list(folder.resolve("store/applications"))) {
      assertThat(applications).hasSize(1);
    }
    Ended status = agent("status");
    assertThat(status.output()).startsWith("State           Synchronized\n");
    assertThat(status.exitCode()).isZero();
    Ended plan = agent("plan");
    assertThat(plan.output()).isEqualTo("1 Applications stay as they are\n");
  }

  @Test
  void endsWith3AndAReasonIfTheTokenIsUseless() throws Exception {
    Path file = folder.resolve("store/configuration/compass-agent-configuration.yaml");
    Files.writeString(file, Files.readString(file).replace(token, "x".repeat(token.length())));
    Ended ended = agent("run", "--once", "--timeout", "5s");
    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.output()).contains("error: not synchronized within 5 s: Connecting: ");
  }

  @Test
  void endsWith0OnSigtermAndLetsNobodyElseRun() throws Exception {
    Process running = start("run");
    var output = running.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.contains("\"to\":\"Synchronized\"")) {
      line = output.readLine();
    }
    assertThat(line).isNotNull();
    Ended second = agent("run", "--once");
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.output()).contains("in use by another agent (pid " + running.pid());
    assertThat(running.supportsNormalTermination()).isTrue();
    running.destroy();
    assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(running.exitValue()).isZero();
  }

  private Ended agent(String... args) throws IOException, InterruptedException {
    Process process = start(args);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> {
          String upper = name.toUpperCase(Locale.ROOT);
          return upper.startsWith("APP_") || upper.endsWith("_PROXY");
        });
    builder.environment().put("APP_RUNTIME", "filesystem");
    builder.environment().put("APP_STORE_DIR", folder.resolve("store").toString());
    builder.environment().put("APP_COMPASS_CA_FILE", folder.resolve("ca.pem").toString());
    builder.environment().put("APP_HEALTH_PORT", "0");
    return builder.start();
  }

  private record Ended(int exitCode, String output) {}
}
