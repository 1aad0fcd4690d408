package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.status.ConnectionDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether another agent is at work (design, 3), by what this life has read of the connection
 * document, judged apart from the core.
 */
public final class OtherAgent {
  private static final Duration RIGHT_AFTER_START = Duration.ofSeconds(59);
  private static final Duration WITHIN = Duration.ofSeconds(299);
  private static final Duration CALM = Duration.ofMinutes(10);
  private static final int OFTEN = 3;

  private final VirtualTime time;
  private final Happenings happenings;
  private final Deque<Instant> sightings = new ArrayDeque<>();
  private Optional<Optional<Instant>> known = Optional.empty();
  private Instant began = Instant.EPOCH;
  private Instant since = Instant.MAX;
  private Instant until = Instant.EPOCH;

  OtherAgent(VirtualTime time, Happenings happenings) {
    this.time = time;
    this.happenings = happenings;
  }

  void lifeBegan() {
    sightings.clear();
    known = Optional.empty();
    began = time.now();
    since = Instant.MAX;
    until = Instant.EPOCH;
  }

  void see(PortCall call, @Nullable Object result) {
    if (call.is("ConnectionDocuments.read")) {
      switch (result) {
        case Stored.Found<?>(ConnectionDocument document, _) -> found(document.otherAgentWrote());
        case Stored.Missing<?> _ -> known = known.or(() -> Optional.of(Optional.empty()));
        case null, default -> {}
      }
    }
  }

  /** Whether the core has been told so, and had time to act on it; not by a clock that was set. */
  public boolean isAtWork() {
    var now = time.now();
    return since.isBefore(now) && now.isBefore(until) && !happenings.clockSetSince(began);
  }

  /** What the document said when it was first read is older than this life. */
  private void found(Optional<Instant> wrote) {
    if (wrote.isPresent() && known.isPresent() && !known.get().equals(wrote)) {
      seen();
    }
    known = Optional.of(wrote);
  }

  private void seen() {
    var now = time.now();
    sightings.add(now);
    if (sightings.size() > OFTEN) {
      sightings.removeFirst();
    }
    var often = sightings.size() == OFTEN && !sightings.getFirst().plus(WITHIN).isBefore(now);
    if (now.isBefore(until) || often || !began.plus(RIGHT_AFTER_START).isBefore(now)) {
      since = now.isBefore(until) ? since : now;
      until = now.plus(CALM);
    }
  }
}
