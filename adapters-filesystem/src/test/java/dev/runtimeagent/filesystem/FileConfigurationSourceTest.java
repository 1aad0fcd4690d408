package dev.runtimeagent.filesystem;

import static dev.runtimeagent.filesystem.StoreFolder.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConfigurationSourceContract;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.filesystem.document.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FileConfigurationSourceTest extends InStoreFolder implements ConfigurationSourceContract {
  /** Files of the past are at rest. */
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-06-01T00:00:00Z");

  @Override
  public ConfigurationSource source() {
    return new FileConfigurationSource(
        layout,
        () -> now,
        duration -> {
          pauses.add(duration);
          now = now.plus(duration);
        });
  }

  @Override
  public void configure(Map<String, String> entries) throws IOException {
    put(
        layout.configuration(),
        new String(
            Yaml.text(Map.of("apiVersion", "v1", "kind", "ConfigMap", "data", entries)),
            StandardCharsets.UTF_8));
    Files.setLastModifiedTime(layout.configuration(), LONG_AGO);
  }

  @Override
  public void remove() throws IOException {
    Files.delete(layout.configuration());
    Files.setLastModifiedTime(layout.configuration().getParent(), LONG_AGO);
  }

  @Override
  public void makeUnreadable() throws IOException {
    StoreFolder.obstruct(layout.configuration());
  }

  @Test
  void readsASecretToo() throws IOException {
    put(
        layout.configuration(),
        """
        apiVersion: v1
        kind: Secret
        data:
          TOKEN: dA==
        stringData:
          CONNECTOR_URL: https://c.example/graphql
          RUNTIME_ID: r
          TENANT: n
        """);

    assertThat(source().read()).isInstanceOf(ConfigurationReading.Usable.class);
  }

  @Test
  void waitsUntilTheFileIsAtRest() throws IOException {
    configure(COMPLETE);
    Files.setLastModifiedTime(
        layout.configuration(), FileTime.from(now.minus(Duration.ofMillis(100))));

    assertThat(source().read()).isInstanceOf(ConfigurationReading.Usable.class);
    assertThat(pauses).containsExactly(Duration.ofMillis(200));
  }

  @Test
  void doesNotTakeAFileForMissingThatIsBeingReplaced() throws IOException {
    Files.createDirectories(layout.configuration().getParent());
    Files.setLastModifiedTime(layout.configuration().getParent(), FileTime.from(now));

    assertThat(source().read()).isInstanceOf(ConfigurationReading.Missing.class);
    assertThat(pauses).containsExactly(Duration.ofMillis(300));
  }

  @Test
  void doesNotTakeBrokenYamlForMissing() throws IOException {
    put(layout.configuration(), "data: {TOKEN: \"canary");

    assertThat(source().read())
        .isInstanceOfSatisfying(
            ConfigurationReading.Unreadable.class,
            unreadable ->
                assertThat(unreadable.reason())
                    .startsWith("it is not valid YAML (line 1")
                    .doesNotContain("canary"));
  }

  @Test
  void doesNotTakeAFolderForMissing() throws IOException {
    Files.createDirectories(layout.configuration());

    assertThat(source().read())
        .isInstanceOfSatisfying(
            ConfigurationReading.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).startsWith("it is no file"));
  }

  @Test
  void followsLinksAsKubernetesMountsThem() throws Exception {
    var first = root.resolve("first");
    var second = root.resolve("second");
    var data = root.resolve("..data");
    var name = layout.configuration().getFileName();
    configure(COMPLETE);
    Files.createDirectories(first);
    Files.move(layout.configuration(), first.resolve(name));
    put(second.resolve(name), "kind: ConfigMap\n");
    Files.createSymbolicLink(data, first);
    Files.createSymbolicLink(layout.configuration(), data.resolve(name));
    var told = new CountDownLatch(1);

    assertThat(source().read()).isInstanceOf(ConfigurationReading.Usable.class);
    try (var _ = source().watch(told::countDown)) {
      var newer = Files.createSymbolicLink(root.resolve("..new"), second);
      Files.move(newer, data, StandardCopyOption.ATOMIC_MOVE);

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(source().read()).isInstanceOf(ConfigurationReading.Incomplete.class);
    }
  }

  @Test
  void tellsOfAFileThatAnEditorRenamedIntoPlace() throws Exception {
    configure(Map.of());
    var told = new CountDownLatch(1);
    try (var _ = source().watch(told::countDown)) {
      var aside = layout.configuration().resolveSibling("aside");
      put(aside, "kind: ConfigMap\n");
      Files.move(aside, layout.configuration(), StandardCopyOption.ATOMIC_MOVE);

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
