package dev.runtimeagent.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.bootstrap.discovery.AdapterJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs after {@code package}, against a copy of what it built, with jars added. */
class AdaptersIT {
  private static final Path BUILT = Path.of("..").toAbsolutePath().normalize();
  private static final String MUST_USE_CACHE = "-XX:AOTMode=on";

  @TempDir private Path folder;
  private Path clone = Path.of("");

  @BeforeEach
  void copyTheInstallation() throws Exception {
    clone = folder.resolve("clone");
    copy("bin");
    copy("bootstrap/target/runtime-agent");
    for (var shared : List.of("test-class-path", "classes", "test-classes")) {
      var path = Path.of("bootstrap", "target", shared);
      Files.createSymbolicLink(clone.resolve(path), BUILT.resolve(path));
    }
  }

  @Test
  void startsWithAJarThatWasAddedAndSaysHowToStartFaster() throws Exception {
    add("nginx.jar", AdapterJar.ofTarget("nginx", "APP_NGINX_PORT"));

    var ended = agent(Map.of("APP_TARGET", "nginx", "APP_NGINX_PORT", "8080"), "settings");

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output())
        .containsPattern("APP_TARGET +nginx +APP_TARGET")
        .containsPattern("APP_NGINX_PORT +8080 +APP_NGINX_PORT +nginx +where it listens")
        .contains("starts slower", "bin/make-cache");
    assertThat(agent(Map.of("RUNTIME_AGENT_JAVA_OPTS", MUST_USE_CACHE), "version").exitCode())
        .isZero();
  }

  @Test
  void hasTheAddedClassesInTheCacheThatTheCommandMakes() throws Exception {
    add("nginx.jar", AdapterJar.ofTarget("nginx", "APP_NGINX_PORT"));

    var made = Ended.of(folder, Map.of(), List.of(clone.resolve("bin/make-cache").toString()));

    assertThat(made.exitCode()).as(made.output()).isZero();
    var loaded = folder.resolve("loaded");
    var options = MUST_USE_CACHE + " -Xlog:class+load:file=" + loaded;
    var ended = agent(Map.of("RUNTIME_AGENT_JAVA_OPTS", options), "settings");
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output()).doesNotContain("starts slower");
    try (Stream<String> lines = Files.lines(loaded)) {
      assertThat(
              lines.filter(line ->
                  line.contains(" sample.Sample ")
                      || line.contains(" sample.Nothing ")
                      || line.contains(" dev.runtimeagent.kubernetes.KubernetesProvider ")
                      || line.contains(" dev.runtimeagent.compass.director.GraphqlDirector ")))
          .hasSize(4)
          .allMatch(line -> line.contains("shared objects file"));
    }

    // The JVM itself would go on with the old one's classes.
    add("nginx.jar", AdapterJar.ofTarget("gateway", "APP_NGINX_PORT"));
    var replaced = agent(Map.of("APP_TARGET", "gateway"), "settings");
    assertThat(replaced.exitCode()).as(replaced.output()).isZero();
    assertThat(replaced.output()).contains("starts slower", "bin/make-cache");
  }

  /** What the agent itself does not need of its libraries lies apart. */
  @Test
  void findsAllThatTheLibrariesHave() throws Exception {
    var seldom = "com.fasterxml.jackson.core.JsonpCharacterEscapes";
    var lib = clone.resolve("bootstrap/target/runtime-agent/lib");
    assertThat(holds(lib, seldom)).isFalse();
    assertThat(holds(lib.resolve("spare"), seldom)).isTrue();
    add("sample.jar", AdapterJar.constructedBy(seldom + ".instance();"));

    var ended = agent(Map.of(), "settings");

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("APP_SAMPLE");
  }

  @Test
  void usesNoCacheOfOtherJars() throws Exception {
    var jar = clone.resolve("bootstrap/target/runtime-agent/lib/runtime-agent.jar");
    Files.copy(jar, jar.resolveSibling("copy"));
    Files.move(jar.resolveSibling("copy"), jar, StandardCopyOption.REPLACE_EXISTING);

    var ended = agent(Map.of(), "version");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output()).contains("starts slower", "bin/make-cache", "runtime-agent 0.");
  }

  @Test
  void endsWith2IfAJarCannotBeUsed() throws Exception {
    var adapters = Files.createDirectories(clone.resolve("adapters"));
    Files.writeString(adapters.resolve("broken.jar"), "not a jar");

    var ended = agent(Map.of(), "run", "--once");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output()).contains("error: ", "broken.jar cannot be read as a jar");
  }

  private Ended agent(Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    return Ended.of(
        folder,
        environment,
        Stream.concat(Stream.of(clone.resolve("bin/runtime-agent").toString()), Stream.of(args))
            .toList());
  }

  private static boolean holds(Path folder, String type) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "jackson-core-*.jar");
        var zip = new ZipFile(jars.iterator().next().toFile())) {
      return zip.getEntry(type.replace('.', '/') + ".class") != null;
    }
  }

  private void add(String name, AdapterJar jar) throws IOException {
    jar.writeTo(Files.createDirectories(clone.resolve("adapters")).resolve(name));
  }

  private void copy(String what) throws IOException {
    try (Stream<Path> files = Files.walk(BUILT.resolve(what))) {
      files.forEach(file -> copy(file, clone.resolve(BUILT.relativize(file))));
    }
  }

  private static void copy(Path from, Path to) {
    try {
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
