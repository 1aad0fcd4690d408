package dev.runtimeagent.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs after {@code package}, against {@code bin/runtime-agent}. */
class LauncherIT {
  private static final Path LAUNCHER =
      Path.of("..", "bin", "runtime-agent").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void startsFromAnyFolderAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("agent"), LAUNCHER);
    Ended ended = run(link, Map.of(), "version");
    Files.delete(link);
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output()).startsWith("runtime-agent ").contains("Java 25");
  }

  @Test
  void startsThroughALinkToItsFolder() throws Exception {
    Path bin = Files.createSymbolicLink(folder.resolve("bin"), LAUNCHER.getParent());
    Ended ended = run(bin.resolve("runtime-agent"), Map.of(), "version");
    Files.delete(bin);
    assertThat(ended.exitCode()).as(ended.output()).isZero();
  }

  @Test
  void usesTheCacheThatPackageMade() throws Exception {
    Path loaded = folder.resolve("loaded");
    String options = "-XX:AOTMode=on -Xlog:class+load:file=" + loaded;
    Ended ended = run(LAUNCHER, Map.of("RUNTIME_AGENT_JAVA_OPTS", options), "version");
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    try (Stream<String> lines = Files.lines(loaded)) {
      assertThat(lines.filter(line -> line.contains(" dev.runtimeagent.bootstrap.cli.Cli ")))
          .singleElement()
          .asString()
          .contains("shared objects file");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '', filesystem",
    "filesystem, '', 10.0.0.1, filesystem",
    "'', '', 10.0.0.1, runtime-agent",
    "kubernetes, '', '', runtime-agent",
    "'', kubernetes, '', runtime-agent",
    "'', filesystem, 10.0.0.1, runtime-agent"
  })
  void takesTheCacheForWhereItIsToRun(String home, String target, String host, String cache)
      throws Exception {
    Map<String, String> environment =
        Map.of(
            "APP_RUNTIME", home,
            "APP_TARGET", target,
            "KUBERNETES_SERVICE_HOST", host,
            "RUNTIME_AGENT_JAVA_OPTS", "-XX:AOTMode=on -XX:+PrintFlagsFinal");
    Ended ended = run(LAUNCHER, environment, "version");
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output()).containsPattern(" AOTCache += \\S+/" + cache + "\\.aot ");
  }

  /** Of old, signed and injected classes the JVM caches none unless {@code package} helped. */
  @Test
  void keepsLibrariesInTheCacheToo() throws Exception {
    Path loaded = folder.resolve("loaded");
    String options = "-XX:AOTMode=on -Xlog:class+load:file=" + loaded;
    Ended ended = run(LAUNCHER, Map.of("RUNTIME_AGENT_JAVA_OPTS", options), "status");
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(3);
    try (Stream<String> lines = Files.lines(loaded)) {
      assertThat(
              lines.filter(line ->
                  line.contains(" org.bouncycastle.asn1.x500.X500Name ")
                      || line.contains(" javax.inject.Provider ")
                      || line.matches(".* dev\\.runtimeagent\\..*TypeSwitch.*")))
          .hasSize(2)
          .allMatch(line -> line.contains("shared objects file"));
    }
  }

  @Test
  void passesExitCodesOn() throws Exception {
    Ended ended = run(LAUNCHER, Map.of("APP_HEALTH_PORT", "x"), "run");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output())
        .isEqualToIgnoringNewLines(
            "error: APP_HEALTH_PORT is \"x\", but must be a port, 0 to 65535 (0: any free one)");
  }

  @Test
  void saysHowToBuildIfNothingIsBuilt() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("clone/bin"));
    Path copy = Files.copy(LAUNCHER, bin.resolve("runtime-agent"));
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    Ended ended = run(copy, Map.of(), "version");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("nothing is built yet", "-DskipTests package");
  }

  @Test
  void takesJavaHomeIfItIsRecentEnough() throws Exception {
    Ended ended = run(LAUNCHER, Map.of("JAVA_HOME", fakeJdk("25.0.1")), "say \"hi\"", "*");
    assertThat(ended.output()).startsWith("fake java").contains("[say \"hi\"] [*]");
  }

  @Test
  void passesOverAnOlderJavaHome() throws Exception {
    Ended ended = run(LAUNCHER, Map.of("JAVA_HOME", fakeJdk("17.0.9")), "version");
    assertThat(ended.output()).startsWith("runtime-agent ").contains("Java 25");
  }

  private String fakeJdk(String version) throws IOException {
    Path home = folder.resolve("jdk " + version);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf 'fake java'; printf ' [%s]' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"%1$s+1\"\nJAVA_VERSION=\"%1$s\"\n"
            .formatted(version));
    return home.toString();
  }

  private Ended run(Path program, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    return Ended.of(
        folder,
        environment,
        Stream.concat(Stream.of(program.toString()), Stream.of(args)).toList());
  }
}
