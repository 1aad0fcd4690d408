package dev.runtimeagent.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs after {@code package}, against what the container image will hold, but without Docker. */
class ImageIT {
  private static final String MUST_USE_CACHE = "-XX:AOTMode=on";

  @TempDir private static Path folder;
  private static Path app;

  @BeforeAll
  static void buildAndMoveAway() throws Exception {
    Path script = Path.of("..", "packaging", "build-image-root").toAbsolutePath().normalize();
    Path root = folder.resolve("root");
    Ended built = Ended.of(folder, Map.of(), List.of(script.toString(), root.toString()));
    assertThat(built.exitCode()).as(built.output()).isZero();
    assertThat(root).isDirectoryContaining(path -> path.endsWith("app"));
    app = Files.move(root.resolve("app"), folder.resolve("elsewhere"));
  }

  @Test
  void startsFromItsCacheWhereverItLies() throws Exception {
    Path loaded = folder.resolve("loaded");
    Ended ended =
        agent(
            Map.of("RUNTIME_AGENT_JAVA_OPTS", MUST_USE_CACHE + " -Xlog:class+load:file=" + loaded),
            "version");
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    try (Stream<String> lines = Files.lines(loaded)) {
      assertThat(lines.filter(line -> line.contains(" dev.runtimeagent.bootstrap.cli.Cli ")))
          .singleElement()
          .asString()
          .contains("shared objects file");
    }
  }

  @Test
  void wouldNoticeACacheThatDoesNotFit() throws Exception {
    String other = " -XX:-UseCompactObjectHeaders";
    Map<String, String> strict = Map.of("RUNTIME_AGENT_JAVA_OPTS", MUST_USE_CACHE + other);
    assertThat(agent(strict, "version").exitCode()).isNotZero();
    Map<String, String> lenient = Map.of("RUNTIME_AGENT_JAVA_OPTS", other.strip());
    assertThat(agent(lenient, "version").output()).startsWith("runtime-agent ");
  }

  @Test
  void bringsItsOwnJava() throws Exception {
    Ended ended = agent(Map.of("JAVA_HOME", "/nowhere", "PATH", "/usr/bin:/bin"), "version");
    assertThat(ended.output()).startsWith("runtime-agent ").contains("Java 25");
    Ended modules =
        Ended.of(
            folder,
            Map.of(),
            List.of(app.resolve("runtime/bin/java").toString(), "--list-modules"));
    assertThat(modules.output()).contains("java.base@").doesNotContain("java.desktop", "jdk.jlink");
  }

  @Test
  void runsWhenStartedLikeTheGoAgent() throws Exception {
    Map<String, String> unusable = Map.of("APP_HEALTH_PORT", "x");
    for (List<String> arguments :
        List.of(
            List.<String>of(),
            List.of("/app/compass-runtime-agent"),
            List.of("/compass-runtime-agent"))) {
      Ended ended = agent(unusable, arguments.toArray(String[]::new));
      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat(ended.output()).contains("error: APP_HEALTH_PORT is \"x\"");
    }
  }

  @Test
  void carriesOutOtherCommandsUnderItsOwnName() throws Exception {
    String program = app.resolve("bin/runtime-agent").toString();
    assertThat(Ended.of(folder, Map.of(), List.of(program, "version")).output())
        .startsWith("runtime-agent ");
    assertThat(Ended.of(folder, Map.of(), List.of(program)).output())
        .startsWith("Usage: runtime-agent ");
  }

  @Test
  void takesHalfOfTheMemoryForItsHeapAndNoMoreThan256MiB() throws Exception {
    Map<String, String> inSmallContainer =
        Map.of("RUNTIME_AGENT_JAVA_OPTS", "-XX:MaxRAM=192m -XX:+PrintFlagsFinal");
    assertThat(agent(inSmallContainer, "version").output())
        .containsPattern("MaxHeapSize += 100663296 ");
    assertThat(agent(Map.of("RUNTIME_AGENT_JAVA_OPTS", "-XX:+PrintFlagsFinal"), "version").output())
        .containsPattern("MaxHeapSize += 268435456 ");
  }

  @Test
  void holdsNothingOfTheBuild() throws Exception {
    try (Stream<Path> entries = Files.list(app)) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "bin", "compass-runtime-agent", "jvm-options", "lib", "runtime", "runtime-agent.aot");
    }
    try (Stream<Path> all = Files.walk(app)) {
      assertThat(all.filter(path -> Files.isSymbolicLink(path) && isAbsolute(path))).isEmpty();
    }
    try (Stream<Path> all = Files.walk(app)) {
      assertThat(all.filter(path -> !readableByOthers(path))).isEmpty();
    }
  }

  private static boolean isAbsolute(Path link) {
    try {
      return Files.readSymbolicLink(link).isAbsolute();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean readableByOthers(Path path) {
    try {
      return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
          .toString()
          .contains("OTHERS_READ");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Ended agent(Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    String entry = app.resolve("compass-runtime-agent").toString();
    return Ended.of(folder, environment, Stream.concat(Stream.of(entry), Stream.of(args)).toList());
  }
}
