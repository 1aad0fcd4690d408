package dev.runtimeagent.bootstrap.localcompass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimeagent.sandbox.landscape.Application;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** The local Compass in a process of its own, asked and filled through its administration. */
public final class LocalCompass implements AutoCloseable {
  private static final int LONGEST_WAIT_SECONDS = 180;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final Process process;
  private final String admin;

  private LocalCompass(Path folder, Process process, String admin) {
    this.folder = folder;
    this.process = process;
    this.admin = admin;
  }

  /** Starts one with its ten sample Applications. */
  public static LocalCompass start(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path ready = folder.resolve("ready");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.runtimeagent.sandbox.program.SandboxProgram",
                "--folder=" + folder,
                "--ready-file=" + ready)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("compass.log").toFile())
            .start();
    for (int i = 0; i < 600 && !Files.exists(ready); i++) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "the local Compass ended: " + Files.readString(folder.resolve("compass.log")));
      }
    }
    return new LocalCompass(folder, process, Files.readString(ready).strip());
  }

  /** What an agent has to trust. */
  public Path authority() {
    return folder.resolve("server-ca.pem");
  }

  /** Has these Applications instead of all others. */
  public void replaceApplications(List<Application> applications)
      throws IOException, InterruptedException {
    ask("DELETE", "/applications", "");
    putApplications(applications);
  }

  /** Adds these or replaces those of the same identifiers, all at one instant. */
  public void putApplications(List<Application> applications)
      throws IOException, InterruptedException {
    ask("POST", "/applications", JSON.writeValueAsString(applications));
  }

  /** The entries of an agent's configuration with a fresh token. */
  public Map<String, String> entries() throws IOException, InterruptedException {
    String runtime = ask("GET", "/runtimes", "").path(0).path("id").asText();
    JsonNode token = ask("POST", "/runtimes/" + runtime + "/tokens", "{}");
    return Map.of(
        "CONNECTOR_URL", token.path("connectorUrl").asText(),
        "TOKEN", token.path("token").asText(),
        "RUNTIME_ID", runtime,
        "TENANT", token.path("tenant").asText());
  }

  /** The configuration as a Secret, where an agent looks for it, with a fresh token. */
  public Map<String, Object> configuration() throws IOException, InterruptedException {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Secret",
        "metadata",
        Map.of("name", "compass-agent-configuration", "namespace", "kyma-system"),
        "stringData",
        entries());
  }

  /** Writes the configuration with a fresh token into an agent's store, as JSON, which is YAML. */
  public void configure(Path store) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(store.resolve("configuration"));
    JSON.writeValue(folder.resolve("compass-agent-configuration.yaml").toFile(), configuration());
  }

  /** When requests with that root field came in since {@link #forgetRequests}. */
  public List<Instant> requests(String rootField) throws IOException, InterruptedException {
    JsonNode requests = ask("GET", "/requests?operation=" + rootField, "");
    return StreamSupport.stream(requests.spliterator(), false)
        .map(request -> Instant.parse(request.path("at").asText()))
        .toList();
  }

  /** How many listings of Applications were begun since {@link #forgetRequests}. */
  public int listings() throws IOException, InterruptedException {
    JsonNode pages = ask("GET", "/requests?operation=applicationsForRuntime", "");
    return (int)
        StreamSupport.stream(pages.spliterator(), false)
            .filter(page -> page.path("variables").path("after").asText("").isEmpty())
            .count();
  }

  /** Waits until that many synchronizations have begun. */
  public void awaitListings(int wanted) throws IOException, InterruptedException {
    for (int i = 0; listings() < wanted; i++) {
      if (i > LONGEST_WAIT_SECONDS * 5) {
        throw new IOException("the agent stopped synchronizing");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  public void forgetRequests() throws IOException, InterruptedException {
    ask("DELETE", "/requests", "");
  }

  private JsonNode ask(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(admin).resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .timeout(Duration.ofMinutes(1))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + " was answered " + answer.body());
    }
    return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    process.onExit().join();
  }
}
