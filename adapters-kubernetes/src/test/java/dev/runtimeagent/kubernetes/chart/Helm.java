package dev.runtimeagent.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Helm, with the chart of this project. */
final class Helm {
  static final Path CHART = Path.of("..", "charts", "runtime-agent");

  /** Of the Go agent's time; each object of the agent has its own setting. */
  static final String NAMESPACE = "kyma-system";

  private final Path home;
  private final Optional<Path> kubeconfig;

  /**
   * @param home for what Helm keeps
   * @param kubeconfig of the cluster to install into; rendering needs none
   */
  Helm(Path home, Optional<Path> kubeconfig) {
    this.home = home;
    this.kubeconfig = kubeconfig;
  }

  static Optional<Path> program() {
    var folders = new ArrayList<Path>();
    for (var folder : environment("PATH").orElse("").split(File.pathSeparator, -1)) {
      folders.add(Path.of(folder));
    }
    var goPath =
        environment("GOPATH").map(Path::of).orElse(Path.of(System.getProperty("user.home"), "go"));
    folders.add(environment("GOBIN").map(Path::of).orElse(goPath.resolve("bin")));
    return folders.stream()
        .map(folder -> folder.resolve("helm"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The sets of values that the chart is tried with, and none. */
  static List<Path> valueSets() throws IOException {
    try (var files = Files.list(CHART.resolve("ci"))) {
      return files.sorted().toList();
    }
  }

  /** What is rendered, by Helm's own account without reaching for a cluster. */
  String render(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("template", "runtime-agent", CHART.toString()));
    command.addAll(List.of("--namespace", NAMESPACE));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  /** Runs it and returns what it printed; anything but success is a failure of the test. */
  String run(String... arguments) throws IOException, InterruptedException {
    var ended = attempt(arguments);
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    return ended.output();
  }

  Ended attempt(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(program().orElseThrow().toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("HELM_"));
    for (var kind : List.of("CACHE", "CONFIG", "DATA")) {
      builder.environment().put("HELM_" + kind + "_HOME", home.resolve(kind).toString());
    }
    builder
        .environment()
        .put("KUBECONFIG", kubeconfig.orElse(home.resolve("no-cluster")).toString());
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  /** What became of one run. */
  record Ended(int exitCode, String output) {}
}
