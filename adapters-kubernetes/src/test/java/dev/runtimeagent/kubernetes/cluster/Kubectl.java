package dev.runtimeagent.kubernetes.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code kubectl}, an independent client, as an administrator of the cluster. */
public final class Kubectl {
  private final List<String> options;

  Kubectl(Path kubeconfig) {
    this(List.of("--kubeconfig=" + kubeconfig));
  }

  private Kubectl(List<String> options) {
    this.options = options;
  }

  /** The same for one namespace. */
  public Kubectl in(String namespace) {
    var more = new ArrayList<>(options);
    more.add("--namespace=" + namespace);
    return new Kubectl(more);
  }

  /** Runs it and returns what it printed; anything but success is a failure of the test. */
  public String run(String... arguments) {
    return runWithInput("", arguments);
  }

  /** Runs it with {@code input}, a manifest for {@code -f -}, say. */
  public String runWithInput(String input, String... arguments) {
    var command = new ArrayList<>(List.of(Cluster.binary("kubectl").toString()));
    command.addAll(options);
    command.addAll(List.of(arguments));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError("kubectl " + String.join(" ", arguments) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
