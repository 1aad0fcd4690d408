package dev.runtimeagent.application.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The {@code CompassConnection} {@code compass-connection}: all fields of the Go agent with their
 * name, type and meaning (B-073…B-089), and ours beside them (design, 7).
 *
 * @param approval value of the annotation {@code compass.kyma-project.io/approve-losses}
 * @param otherAgentWrote when the Go agent last wrote the document, where that is known; it is read
 *     and never written
 */
public record ConnectionDocument(
    Spec spec, Status status, Optional<String> approval, Optional<Instant> otherAgentWrote) {
  /** A document that the Go agent never wrote, as far as is known. */
  public ConnectionDocument(Spec spec, Status status, Optional<String> approval) {
    this(spec, status, approval, Optional.empty());
  }

  /** What is left of it where a schema lets through the Go agent's fields only. */
  public ConnectionDocument pruned() {
    return new ConnectionDocument(spec, status.pruned(), approval, otherAgentWrote);
  }

  /**
   * What is asked for, and where Compass is to be found.
   *
   * @param connectorUrl empty while never connected
   * @param directorUrl empty while never connected
   */
  public record Spec(
      String connectorUrl, String directorUrl, boolean resyncNow, boolean refreshCredentialsNow) {}

  /**
   * What is so.
   *
   * @param state the state by its name in the state machine; absent from documents of the Go agent
   * @param synchronization absent until the first attempt
   */
  public record Status(
      CompatibleState connectionState,
      Optional<String> state,
      ConnectionTimes connection,
      Optional<SynchronizationTimes> synchronization,
      List<Condition> conditions,
      Optional<ApplicationsSummary> applications) {
    public Status {
      conditions = List.copyOf(conditions);
    }

    private Status pruned() {
      return new Status(
          connectionState,
          Optional.empty(),
          connection,
          synchronization,
          List.of(),
          Optional.empty());
    }
  }

  /** The seven values that readers of the Go agent's documents know (P 6). */
  public enum CompatibleState {
    CONNECTED("Connected"),
    CONNECTION_FAILED("ConnectionFailed"),
    CONNECTION_MAINTENANCE_FAILED("ConnectionMaintenanceFailed"),
    SYNCHRONIZATION_FAILED("SynchronizationFailed"),
    RESOURCE_APPLICATION_FAILED("ResourceApplicationFailed"),
    METADATA_UPDATE_FAILED("MetadataUpdateFailed"),
    SYNCHRONIZED("Synchronized");

    private final String text;

    CompatibleState(String text) {
      this.text = text;
    }

    /** The exact spelling in the document. */
    public String text() {
      return text;
    }
  }

  /** {@code status.connectionStatus}. */
  public record ConnectionTimes(
      Optional<Instant> acquired,
      Optional<Instant> notBefore,
      Optional<Instant> notAfter,
      Optional<Instant> established,
      Optional<Instant> renewed,
      Optional<Instant> lastSync,
      Optional<Instant> lastSuccess,
      Optional<String> error) {
    public static final ConnectionTimes NONE =
        new ConnectionTimes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** {@code status.synchronizationStatus}. */
  public record SynchronizationTimes(
      Optional<Instant> lastAttempt,
      Optional<Instant> lastSuccessfulFetch,
      Optional<Instant> lastSuccessfulApplication,
      Optional<String> error) {}

  /** A condition as Kubernetes has it. */
  public record Condition(
      String type, Truth status, String reason, String message, Instant lastTransitionTime) {}

  /** The status of a condition, spelled as Kubernetes does. */
  public enum Truth {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String text;

    Truth(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /**
   * {@code status.applications}: counts, and the first names with reasons.
   *
   * @param heldSince start of the hold, in whole seconds, by which losses are approved
   */
  public record ApplicationsSummary(
      int managed, Named refused, Named failed, Named held, Optional<Instant> heldSince) {}

  /**
   * Some of many Applications.
   *
   * @param count how many there are
   * @param first up to 20 of them
   */
  public record Named(int count, List<Entry> first) {
    public Named {
      first = List.copyOf(first);
    }

    /** An Application by the name Compass gives it, and why it is listed. */
    public record Entry(String name, String reason) {}
  }
}
