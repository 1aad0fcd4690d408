package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether another agent works on the same Runtime (design, 3): it writes the connection document
 * right after our start, or again and again. What it wrote before our start was its good right.
 *
 * @param start of this life
 * @param sightings when it was seen to write since then, the last few, by our clock
 * @param until so long the Runtime is contested, if it is or was
 */
public record Contest(Instant start, List<Instant> sightings, Optional<Instant> until) {
  private static final Duration RIGHT_AFTER_START = Duration.ofSeconds(60);
  private static final int OFTEN = 3;
  private static final Duration WITHIN = Duration.ofMinutes(5);

  /** The Go agent writes every three minutes by default: it is gone if it skips three turns. */
  private static final Duration CALM = Duration.ofMinutes(10);

  private static final String ADVICE =
      "the Go agent (compass-runtime-agent) writes this document too: scale down one of the two;"
          + " until it has been silent for 10 min no token is spent and nothing is deleted";

  public Contest {
    sightings = List.copyOf(sightings);
  }

  static Contest none(Instant start) {
    return new Contest(start, List.of(), Optional.empty());
  }

  Contest seeing(Instant at) {
    var seen = new ArrayList<>(sightings);
    seen.add(at);
    if (seen.size() > OFTEN) {
      seen.removeFirst();
    }
    var contested =
        contested(at)
            || isWithin(RIGHT_AFTER_START, start, at)
            || (seen.size() == OFTEN && isWithin(WITHIN, seen.getFirst(), at));
    return new Contest(start, seen, contested ? Optional.of(at.plus(CALM)) : until);
  }

  /** Whether it is at {@code at}; a clock that was set back far does not prolong it. */
  boolean contested(Instant at) {
    return until
        .filter(end -> at.isBefore(end) && !end.isAfter(at.plus(CALM.multipliedBy(2))))
        .isPresent();
  }

  /** What to tell while the Runtime is contested: what is so, and what to do. */
  public Optional<String> advice(Instant at) {
    return contested(at) ? Optional.of(ADVICE) : Optional.empty();
  }

  private static boolean isWithin(Duration duration, Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(duration) <= 0;
  }
}
