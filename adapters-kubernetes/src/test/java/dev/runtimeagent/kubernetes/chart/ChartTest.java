package dev.runtimeagent.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Helm says of the chart, without any cluster. */
@NeedsHelm
class ChartTest {
  /** Where documents lie is told by the chart's other values, and what runs by where it runs. */
  private static final List<String> NOT_FOR_A_CLUSTER =
      List.of("APP_RUNTIME", "APP_STORE_DIR", "APP_TARGET");

  private static final Pattern IN_README = Pattern.compile("(?m)^\\| `(APP_[A-Z_]+)` \\|");
  private static final Pattern RENDERED = Pattern.compile("(?m)^ +- name: (APP_[A-Z_]+)$");

  @TempDir private Path home;
  private Helm helm;

  static List<Path> valueSets() throws IOException {
    return Helm.valueSets();
  }

  @BeforeEach
  void setUp() {
    helm = new Helm(home, Optional.empty());
  }

  @Test
  void lints() throws Exception {
    helm.run("lint", "--strict", Helm.CHART.toString());
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void lintsWith(Path values) throws Exception {
    helm.run("lint", "--strict", Helm.CHART.toString(), "--values", values.toString());
  }

  @Test
  void isWhatThePlainManifestsSay() throws Exception {
    var process =
        new ProcessBuilder("../bin/render-manifests", "--check").redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  @Test
  void hasAValueForEverySetting() throws Exception {
    var rendered = new TreeSet<String>();
    for (var values : List.of("everything-values.yaml", "go-agent-2020-values.yaml")) {
      var file = Helm.CHART.resolve("ci").resolve(values).toString();
      names(RENDERED, helm.render("--values", file)).forEach(rendered::add);
    }
    var documented = new TreeSet<String>();
    names(IN_README, Files.readString(Path.of("..", "README.md"))).forEach(documented::add);
    assertThat(documented).containsAll(NOT_FOR_A_CLUSTER);
    NOT_FOR_A_CLUSTER.forEach(documented::remove);
    assertThat(rendered).isEqualTo(documented);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compassRuntimeAgent.sync.controllerSyncPeriod=3 minutes",
        "compassRuntimeAgent.sync.controllerSyncperiod=3m",
        "compassRuntimeAgent.certificates.renewal.validityThreshold=1.5",
        "compassRuntimeAgent.healthCheck.port=0",
        "compassRuntimeAgent.config.secret.namespace=Kyma",
        "compassRuntimeAgent.config.secret.name=",
        "compassRuntimeAgent.deletion.limit=ten",
        "compassRuntimeAgent.compass.skipTLSVerification=maybe",
        "replicaCount=2",
        "nameOverride=x y",
        "fullnameOverride=my.agent"
      })
  void refusesValuesThatCannotBeMeant(String value) throws Exception {
    var ended = helm.attempt("template", "x", Helm.CHART.toString(), "--set", value);
    var path = value.substring(0, value.indexOf('='));
    assertThat(ended.exitCode()).isNotZero();
    assertThat(ended.output()).contains(path.substring(path.lastIndexOf('.') + 1));
  }

  @Test
  void namesOneSourceOfTheConfiguration() throws Exception {
    assertThat(helm.render())
        .contains("APP_AGENT_CONFIGURATION_SECRET")
        .doesNotContain("APP_CONNECTION_CONFIG_MAP");
    assertThat(helm.render("--set", "compassRuntimeAgent.config.configMap.name=configuration"))
        .contains("APP_CONNECTION_CONFIG_MAP")
        .doesNotContain("APP_AGENT_CONFIGURATION_SECRET");
  }

  private static Stream<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1));
  }
}
