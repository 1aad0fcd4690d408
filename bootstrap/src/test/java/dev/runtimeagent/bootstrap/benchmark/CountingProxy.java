package dev.runtimeagent.bootstrap.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code kubectl proxy} between agent and API server, which tells of each request. */
final class CountingProxy implements AutoCloseable {
  private static final Pattern SERVING = Pattern.compile("Starting to serve on (\\S+)");
  private static final Pattern REQUEST = Pattern.compile("Filter accepting ([A-Z]+ \\S+)");

  private final Process process;
  private final CompletableFuture<String> address = new CompletableFuture<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private CountingProxy(Process process) {
    this.process = process;
  }

  static CountingProxy start() throws IOException {
    CountingProxy proxy =
        new CountingProxy(
            new ProcessBuilder("kubectl", "proxy", "--port=0", "-v=3")
                .redirectErrorStream(true)
                .start());
    Thread.ofPlatform().daemon().name("proxy-output").start(proxy::read);
    return proxy;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher serving = SERVING.matcher(line);
        if (serving.find()) {
          address.complete(serving.group(1));
        }
        Matcher request = REQUEST.matcher(line);
        if (request.find()) {
          requests.add(request.group(1));
        }
      }
    } catch (IOException _) {
      // It ended; whoever waits for its address will see that.
    }
    address.completeExceptionally(new IOException("kubectl proxy ended"));
  }

  /** A kubeconfig for agents whose requests are to be counted, in that folder. */
  Path kubeconfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("counted.kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: counted
        clusters: [{name: counted, cluster: {server: "http://%s"}}]
        users: [{name: counted, user: {}}]
        contexts: [{name: counted, context: {cluster: counted, user: counted}}]
        """
            .formatted(address.join()));
  }

  /** How many requests came since {@link #forget} that are like that and do not concern a Lease. */
  long count(Predicate<String> methodAndPath) {
    return requests.stream()
        .filter(request -> !request.contains("/leases"))
        .filter(methodAndPath)
        .count();
  }

  void forget() {
    requests.clear();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
