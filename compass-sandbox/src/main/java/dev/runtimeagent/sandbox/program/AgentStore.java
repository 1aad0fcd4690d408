package dev.runtimeagent.sandbox.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The folder of an agent, as far as Compass' administrator writes into it. */
final class AgentStore {

  private static final String CONFIGURATION = "compass-agent-configuration";

  private final Path folder;

  AgentStore(Path folder) {
    this.folder = folder;
  }

  /** Writes the Secret an agent finds connector, token, Runtime and tenant in. */
  Path writeConfiguration(String connectorUrl, String token, String runtimeId, String tenant)
      throws IOException {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", CONFIGURATION);
    metadata.put("namespace", "kyma-system");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("CONNECTOR_URL", connectorUrl);
    values.put("TOKEN", token);
    values.put("RUNTIME_ID", runtimeId);
    values.put("TENANT", tenant);
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("apiVersion", "v1");
    manifest.put("kind", "Secret");
    manifest.put("metadata", metadata);
    manifest.put("type", "Opaque");
    manifest.put("stringData", values);
    Path file = folder.resolve("configuration").resolve(CONFIGURATION + ".yaml");
    PrivateFiles.write(file, Documents.yaml(manifest));
    return file;
  }
}
