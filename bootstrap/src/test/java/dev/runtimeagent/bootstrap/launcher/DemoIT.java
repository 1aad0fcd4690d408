package dev.runtimeagent.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs after {@code package}, against {@code bin/demo}. */
class DemoIT {
  private static final Path DEMO = Path.of("..", "bin", "demo").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void synchronizesFromATokenAndThenFromTheStoredCertificate() throws Exception {
    Ended first = run("--once", "--store", "a store");
    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(first.output())
        .contains("token read", "key ready", "certificate", "10 applied in a store/applications")
        .containsPattern("(?m)^Synchronized ")
        .doesNotContain("\u001b");
    try (Stream<Path> applications = Files.list(folder.resolve("a store/applications"))) {
      assertThat(applications).hasSize(10);
    }

    Ended second = run("--once", "--store", "a store");
    assertThat(second.exitCode()).as(second.output()).isZero();
    assertThat(second.output())
        .contains("with the stored certificate")
        .doesNotContain("token read", "asking");
    assertThat(folder.resolve("a store/compass/demo.lock")).doesNotExist();
  }

  @Test
  void touchesNoStoreOfAnotherCompass() throws Exception {
    Path configuration =
        Files.createDirectories(folder.resolve("mine/configuration"))
            .resolve("compass-agent-configuration.yaml");
    Files.writeString(configuration, "mine");
    Ended ended = run("--once", "--store=mine");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("the store of another Compass");
    assertThat(configuration).hasContent("mine");
  }

  @Test
  void refusesTwoDemosOnOneStore() throws Exception {
    Path lock = Files.createDirectories(folder.resolve("taken/compass")).resolve("demo.lock");
    long pid = ProcessHandle.current().pid();
    Files.writeString(lock, pid + "\n");
    Ended ended = run("--once", "--store", "taken");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("another demo runs on taken (pid " + pid + ")");
    assertThat(lock).exists();
  }

  @Test
  void namesAnArgumentItDoesNotKnow() throws Exception {
    Ended ended = run("--twice");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output()).contains("--twice", "--help");
  }

  private Ended run(String... args) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.of(List.of(DEMO.toString(), "--no-build"), List.of(args))
                    .flatMap(List::stream)
                    .toList())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("APP_"));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private record Ended(int exitCode, String output) {}
}
