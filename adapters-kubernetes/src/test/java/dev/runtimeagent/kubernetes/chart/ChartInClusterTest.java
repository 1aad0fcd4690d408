package dev.runtimeagent.kubernetes.chart;

import static dev.runtimeagent.kubernetes.chart.ChartCluster.kubectl;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an API server says of what the chart renders and installs. */
@ClusterTest
@NeedsHelm
class ChartInClusterTest {
  @TempDir private Path home;
  private Helm helm;

  static List<Path> valueSets() throws IOException {
    return Helm.valueSets();
  }

  @BeforeAll
  static void prepare() {
    ChartCluster.prepare();
  }

  @BeforeEach
  void setUp() {
    helm = new Helm(home, Optional.of(Cluster.running().kubeconfigFile()));
  }

  @AfterEach
  void leaveNothing() throws Exception {
    uninstall();
    ChartCluster.restoreDefinitions();
  }

  @Test
  void takesWhatIsRenderedWithoutValues() throws Exception {
    takesWithoutWarning(helm.render("--include-crds"));
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void takesWhatIsRenderedWith(Path values) throws Exception {
    takesWithoutWarning(helm.render("--values", values.toString()));
  }

  @Test
  void takesThePlainManifests() {
    assertThat(
            kubectl()
                .run(
                    "apply",
                    "--server-side",
                    "--dry-run=server",
                    "--force-conflicts",
                    "-f",
                    "../deploy"))
        .contains("deployment.apps/runtime-agent", "compassconnections")
        .doesNotContainIgnoringCase("warning");
  }

  /** As they are since {@link ChartCluster#prepare}. */
  @Test
  void isInstalledWithoutForceWhereTheDefinitionsWereTakenOver() throws Exception {
    helm.run("install", "runtime-agent", Helm.CHART.toString(), "--namespace", Helm.NAMESPACE);
    assertThat(kubectl().run("get", "deployment", "--namespace", Helm.NAMESPACE, "--output=name"))
        .contains("deployment.apps/runtime-agent");
  }

  @Test
  void keepsTheDefinitionsWhenUninstalled() throws Exception {
    install();
    uninstall();
    assertThat(kubectl().run("get", "crd", ChartCluster.CONNECTIONS, "--output=name")).isNotBlank();
  }

  @Test
  void servesStatusAsASubresourceOnlyWhenAskedTo() throws Exception {
    install();
    assertThat(subresources()).isEmpty();
    install("--set=compassConnection.statusSubresource=true", "--take-ownership");
    assertThat(subresources()).contains("status");
    uninstall();
    assertThat(subresources()).contains("status");
  }

  private static void takesWithoutWarning(String manifests) {
    assertThat(
            kubectl()
                .runWithInput(
                    manifests,
                    "apply",
                    "--server-side",
                    "--dry-run=server",
                    "--force-conflicts",
                    "-f",
                    "-"))
        .contains("deployment.apps/")
        .doesNotContainIgnoringCase("warning");
  }

  private static String subresources() {
    return kubectl()
        .run(
            "get",
            "crd",
            ChartCluster.CONNECTIONS,
            "--output=jsonpath={.spec.versions[0].subresources}");
  }

  private void install(String... arguments) throws Exception {
    var command =
        new ArrayList<>(List.of("upgrade", "--install", "runtime-agent", Helm.CHART.toString()));
    command.addAll(List.of("--namespace", Helm.NAMESPACE, "--force-conflicts"));
    command.addAll(List.of(arguments));
    helm.run(command.toArray(String[]::new));
  }

  private void uninstall() throws Exception {
    helm.run("uninstall", "runtime-agent", "--namespace", Helm.NAMESPACE, "--ignore-not-found");
  }
}
