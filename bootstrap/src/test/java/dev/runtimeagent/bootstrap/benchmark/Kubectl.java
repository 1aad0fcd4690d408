package dev.runtimeagent.bootstrap.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code kubectl}, with the current context of KUBECONFIG. */
final class Kubectl {
  private Kubectl() {}

  /** What it prints; an {@link IOException} if it does not succeed. */
  static String run(String... arguments) throws IOException, InterruptedException {
    return runWithInput("", arguments);
  }

  static String runWithInput(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("kubectl " + String.join(" ", arguments) + ": " + output.strip());
    }
    return output;
  }
}
