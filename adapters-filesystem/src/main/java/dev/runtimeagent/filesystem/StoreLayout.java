package dev.runtimeagent.filesystem;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Where everything lies in a store (design, 9).
 *
 * @param root the store's folder
 */
public record StoreLayout(Path root) {
  private static final String CREDENTIALS = "cluster-client-certificates";
  private static final String AUTHORITIES = "ca-certificates";

  /** The names of the Secrets in which the agent keeps its credential. */
  static final Set<String> KEPT_SECRETS = Set.of(CREDENTIALS, AUTHORITIES);

  public StoreLayout {
    root = root.toAbsolutePath().normalize();
  }

  /** A ConfigMap or Secret with the four keys, written by an operator. */
  public Path configuration() {
    return root.resolve("configuration").resolve("compass-agent-configuration.yaml");
  }

  /** The CompassConnection. */
  public Path connection() {
    return root.resolve("connection").resolve("compass-connection.yaml");
  }

  /** The Secret with all generations of the client credential. */
  public Path credentials() {
    return root.resolve("credentials").resolve(CREDENTIALS + ".yaml");
  }

  /** The Secret with the copy of the authorities. */
  public Path authorities() {
    return root.resolve("credentials").resolve(AUTHORITIES + ".yaml");
  }

  /** The Secret with the enrolment under way. */
  public Path journal() {
    return root.resolve("credentials").resolve("compass-agent-journal.yaml");
  }

  /** The folder of Applications. */
  public Path applications() {
    return root.resolve("applications");
  }

  /** The folder of the Applications' Secrets. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  /** Held by the one running agent. */
  Path runLock() {
    return root.resolve(".run.lock");
  }

  /** Held for a moment by whoever replaces a document. */
  Path writeLock() {
    return root.resolve(".write.lock");
  }

  /** All folders that the agent writes to. */
  List<Path> writtenFolders() {
    return List.of(
        root.resolve("connection"), root.resolve("credentials"), applications(), secrets());
  }
}
