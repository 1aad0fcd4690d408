package dev.runtimeagent.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CliTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void endsWith1AndNamesADefectWithoutItsMessage() {
    Map<String, String> defective =
        new AbstractMap<>() {
          @Override
          public Set<Map.Entry<String, String>> entrySet() {
            throw new IllegalStateException("canary");
          }
        };
    assertThat(run(defective, "run")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .startsWith("error: defect of the agent, please report it with this line: ")
        .contains("IllegalStateException at ")
        .doesNotContain("canary");
  }

  @Test
  void showsItsVersion() {
    assertThat(run(Map.of(), "version")).isEqualTo(ExitCode.GOOD);
    assertThat(out.toString()).startsWith("runtime-agent ").contains("Java 25");
  }

  @Test
  void showsAllSettings() {
    assertThat(run(Map.of("app_healthport", "99"), "settings")).isEqualTo(ExitCode.GOOD);
    assertThat(out.toString().lines())
        .hasSize(28)
        .anySatisfy(line ->
            assertThat(line)
                .matches("APP_HEALTH_PORT +99 +app_healthport +all +port of /healthz.*"))
        .anySatisfy(line -> assertThat(line).matches("APP_RUNTIME +filesystem +default .*"))
        .anySatisfy(line -> assertThat(line).matches("APP_STORE_DIR +.* filesystem +folder of.*"))
        .anySatisfy(line -> assertThat(line).matches("APP_COMPASS_CA_FILE +- +default .*"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void endsWith2AndNamesAllUnusableSettings() {
    Map<String, String> environment = Map.of("APP_HEALTH_PORT", "x", "APP_LOST_AFTER", "y");
    assertThat(run(environment, "run")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines())
        .containsExactly(
            "error: APP_HEALTH_PORT is \"x\", but must be a port, 0 to 65535 (0: any free one)",
            "error: APP_LOST_AFTER is \"y\", but must be a duration above zero like 15s, 3m or"
                + " 1h30m");
  }

  @Test
  void showsTheSettingsEvenIfSomeAreUnusable() {
    assertThat(run(Map.of("APP_HEALTH_PORT", "x"), "settings")).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString()).contains("APP_LOG_LEVEL");
    assertThat(err.toString()).contains("APP_HEALTH_PORT is \"x\"");
  }

  @Test
  void warnsOfUnknownSettings() {
    assertThat(run(Map.of("APP_HEALT_PORT", "1"), "settings")).isEqualTo(ExitCode.GOOD);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "warning: APP_HEALT_PORT is not a setting; did you mean APP_HEALTH_PORT?");
  }

  @Test
  void saysThatNoClusterIsKnown() {
    var environment = Map.of("APP_RUNTIME", "kubernetes", "HOME", "/nowhere");
    assertThat(run(environment, "run")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("no Kubernetes cluster is known")
        .contains("set KUBECONFIG, or APP_RUNTIME=filesystem");
  }

  @Test
  void namesTheRuntimesThereAre() {
    assertThat(run(Map.of("APP_RUNTIME", "docker"), "run")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "error: APP_RUNTIME is \"docker\", but must be filesystem or kubernetes");
  }

  @Test
  void needsTheTargetOnlyForWhatLooksAtIt() {
    var environment =
        Map.of(
            "APP_TARGET",
            "kubernetes",
            "KUBECONFIG",
            "/nowhere/config",
            "APP_STORE_DIR",
            "/nowhere/store");
    assertThat(run(environment, "status")).isEqualTo(ExitCode.NOT_CONNECTED);
    assertThat(run(environment, "plan")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("cannot use /nowhere/config");
  }

  @Test
  void saysWhichKubeconfigCannotBeUsed() {
    var environment = Map.of("APP_RUNTIME", "kubernetes", "KUBECONFIG", "/nowhere/config");
    assertThat(run(environment, "run")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("cannot use /nowhere/config");
  }

  private int run(Map<String, String> environment, String... args) {
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false);
    return new Cli(terminal, environment, new Ending(_ -> {})).run(args);
  }
}
