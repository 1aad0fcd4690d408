package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The agent's folder as an operator sees it. */
record Store(Path root) {
  private static final YAMLMapper YAML = new YAMLMapper();

  Path configuration() {
    return root.resolve("configuration/compass-agent-configuration.yaml");
  }

  private Path connectionFolder() {
    return root.resolve("connection");
  }

  Path connection() {
    return connectionFolder().resolve("compass-connection.yaml");
  }

  Path credentials() {
    return root.resolve("credentials/cluster-client-certificates.yaml");
  }

  Path authorities() {
    return root.resolve("credentials/ca-certificates.yaml");
  }

  Path journal() {
    return root.resolve("credentials/compass-agent-journal.yaml");
  }

  Path applications() {
    return root.resolve("applications");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  /** Makes the folders that tests watch. */
  void prepare() throws IOException {
    for (var folder : List.of(root.resolve("configuration"), connectionFolder(), applications())) {
      Files.createDirectories(folder);
    }
  }

  /** Writes a ConfigMap with these entries in place of what is there. */
  void configure(Map<String, String> entries) throws IOException {
    var map = YAML.createObjectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata").put("name", "compass-agent-configuration");
    var data = map.putObject("data");
    new TreeMap<>(entries).forEach(data::put);
    replaceConfiguration(YAML.writeValueAsString(map));
  }

  void replaceConfiguration(String content) throws IOException {
    var aside = configuration().resolveSibling("aside");
    Files.writeString(aside, content);
    Files.move(aside, configuration(), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The connection document, if there is one. */
  Optional<JsonNode> document() {
    return read(connection());
  }

  /** A field of the connection document. */
  JsonNode at(String pointer) {
    return document().orElseThrow().at(pointer);
  }

  /** The message of a condition. */
  String condition(String type) {
    return condition(document().orElseThrow(), type);
  }

  static String condition(JsonNode document, String type) {
    for (var condition : document.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("message").asText();
      }
    }
    throw new AssertionError("no condition " + type + " in " + document);
  }

  /** Waits until the connection document is like that. */
  JsonNode await(Predicate<JsonNode> condition) throws Exception {
    await(connectionFolder(), () -> document().filter(condition).isPresent());
    return document().orElseThrow();
  }

  /** Waits for a change in {@code folder} that makes the condition hold. */
  void await(Path folder, BooleanSupplier condition) throws Exception {
    var end = System.nanoTime() + RunningAgent.PATIENCE.toNanos();
    try (var watch = folder.getFileSystem().newWatchService()) {
      folder.register(
          watch,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime())
            .as("waited in vain at %s: %s", folder, document())
            .isLessThan(end);
        var key = watch.poll(1, TimeUnit.SECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    }
  }

  Optional<JsonNode> read(Path manifest) {
    try {
      return Optional.of(YAML.readTree(Files.readString(manifest)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An entry of a Secret, decoded. */
  String entry(Path secret, String key) {
    var manifest = read(secret).orElseThrow();
    var plain = manifest.path("stringData").path(key);
    return plain.isTextual()
        ? plain.asText()
        : new String(
            Base64.getDecoder().decode(manifest.path("data").path(key).asText()),
            StandardCharsets.UTF_8);
  }

  boolean holdsEntry(Path secret, String key) {
    var manifest = read(secret).orElseThrow();
    return manifest.path("data").has(key) || manifest.path("stringData").has(key);
  }

  /** The names of the Applications held. */
  List<String> applicationNames() {
    return traces(applications(), "").keySet().stream()
        .map(path -> path.substring(0, path.length() - ".yaml".length()))
        .toList();
  }

  JsonNode application(String name) {
    return read(applications().resolve(name + ".yaml")).orElseThrow();
  }

  String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** What tells a file that was written from one that was not, by path. */
  Map<String, String> traces() {
    var traces = new TreeMap<String, String>();
    for (var folder :
        List.of("configuration", "connection", "credentials", "applications", "secrets")) {
      traces.putAll(traces(root.resolve(folder), folder + "/"));
    }
    return traces;
  }

  /** Whatever comes or goes meanwhile may be seen or not. */
  private static Map<String, String> traces(Path folder, String prefix) {
    var traces = new TreeMap<String, String>();
    try (Stream<Path> files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        traces.put(prefix + file.getFileName(), trace(file));
      }
    } catch (NoSuchFileException _) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    traces.values().removeIf(String::isEmpty);
    return traces;
  }

  private static String trace(Path file) throws IOException {
    try {
      return Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file);
    } catch (NoSuchFileException _) {
      return "";
    }
  }
}
