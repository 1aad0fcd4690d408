package dev.runtimeagent.bootstrap.training;

import dev.runtimeagent.sandbox.program.SandboxProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The agent's whole first life: a local Compass gives it a token and ten Applications. */
final class PairAndSynchronize implements Workload {
  private static final int TRIES = 600;

  private final Path folder;

  PairAndSynchronize(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "pairing and synchronizing with a local Compass";
  }

  @Override
  public Stage prepare() throws IOException, InterruptedException {
    clear();
    Path ready = folder.resolve("ready");
    Path compass = folder.resolve("compass");
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("compass")
        .start(() ->
            ended.complete(
                new CommandLine(new SandboxProgram())
                    .execute(
                        "--folder=" + compass,
                        "--store=" + folder.resolve("store"),
                        "--ready-file=" + ready)));
    awaitReady(ready, ended);
    return new Stage() {
      @Override
      public List<String> arguments() {
        return List.of("run", "--once", "--timeout", "100s");
      }

      @Override
      public Map<String, String> environment() {
        return Map.of(
            "APP_STORE_DIR", folder.resolve("store").toString(),
            "APP_COMPASS_CA_FILE", compass.resolve("server-ca.pem").toString(),
            "APP_HEALTH_PORT", "0");
      }
    };
  }

  private static void awaitReady(Path ready, CompletableFuture<Integer> ended)
      throws IOException, InterruptedException {
    for (int i = 0; i < TRIES && !Files.exists(ready); i++) {
      try {
        throw new IOException(
            "the local Compass ended with " + ended.get(100, TimeUnit.MILLISECONDS));
      } catch (TimeoutException _) {
        // Still starting.
      } catch (ExecutionException e) {
        throw new IOException("the local Compass failed", e);
      }
    }
  }

  private void clear() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
