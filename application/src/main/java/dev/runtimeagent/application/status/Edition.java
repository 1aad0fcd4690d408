package dev.runtimeagent.application.status;

import dev.runtimeagent.application.status.ConnectionDocument.Spec;
import dev.runtimeagent.application.status.ConnectionDocument.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what the connection document is to say next, and whether that is worth a write. Knows
 * what was written last, of which a store may have kept less. For one thread at a time.
 */
final class Edition {
  /** Times alone are written no more often (design, 7), nor is what another agent wrote over. */
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private Optional<Written> last = Optional.empty();
  private Instant lastAt = Instant.EPOCH;
  private Optional<Boolean> pruning = Optional.empty();

  private record Written(ConnectionDocument document, String version) {}

  /** Learns from what is stored whether the store keeps more than the Go agent's fields. */
  void found(ConnectionDocument stored, String version) {
    if (stored.status().state().isPresent()) {
      pruning = Optional.of(false);
    } else if (last.filter(own -> own.version().equals(version)).isPresent()) {
      pruning = Optional.of(true);
    }
  }

  void written(ConnectionDocument document, String version, Instant at) {
    last = Optional.of(new Written(document, version));
    lastAt = at;
  }

  /** Whether it has shown what the store keeps. */
  boolean isCertain() {
    return pruning.isPresent();
  }

  /** What to write over {@code stored} at {@code at}, if anything. */
  Optional<ConnectionDocument> due(
      Optional<Circumstances> known,
      Optional<ConnectionDocument> stored,
      boolean clear,
      Instant at) {
    var wanted = known.flatMap(now -> describe(now, stored, at)).or(() -> stored);
    var cleared = clear ? wanted.map(Edition::withoutFlags) : wanted;
    return cleared.filter(
        document -> stored.isEmpty() || isWorthAWrite(document, stored.get(), clear, at));
  }

  private Optional<ConnectionDocument> describe(
      Circumstances now, Optional<ConnectionDocument> stored, Instant at) {
    return DescribeConnection.describe(now, stored.map(this::completed), at)
        .map(document -> isPruned() ? CompatibleTexts.told(document, now, at) : document);
  }

  private boolean isWorthAWrite(
      ConnectionDocument document, ConnectionDocument stored, boolean clear, Instant at) {
    if (kept(document).equals(kept(stored))) {
      return false;
    }
    var recent = !at.isBefore(lastAt) && at.isBefore(lastAt.plus(BETWEEN));
    var onlyTimes = Times.apart(kept(document), kept(stored));
    return !recent || !(onlyTimes || (isWrittenOver(document) && !clear));
  }

  /** Whether it says nothing new, but another agent has written since it was said. */
  private boolean isWrittenOver(ConnectionDocument document) {
    return last.map(Written::document)
        .filter(own -> Times.apart(own, document))
        .filter(own -> !own.otherAgentWrote().equals(document.otherAgentWrote()))
        .isPresent();
  }

  /** Since when a condition holds is not forgotten with the condition. */
  private ConnectionDocument completed(ConnectionDocument stored) {
    if (stored.status().state().isPresent() || last.isEmpty()) {
      return stored;
    }
    var own = last.get().document().status();
    var status = stored.status();
    return new ConnectionDocument(
        stored.spec(),
        new Status(
            status.connectionState(),
            own.state(),
            status.connection(),
            status.synchronization(),
            own.conditions(),
            own.applications()),
        stored.approval(),
        stored.otherAgentWrote());
  }

  private boolean isPruned() {
    return pruning.orElse(false);
  }

  private ConnectionDocument kept(ConnectionDocument document) {
    return isPruned() ? document.pruned() : document;
  }

  private static ConnectionDocument withoutFlags(ConnectionDocument document) {
    var spec = document.spec();
    return new ConnectionDocument(
        new Spec(spec.connectorUrl(), spec.directorUrl(), false, false),
        document.status(),
        document.approval(),
        document.otherAgentWrote());
  }
}
