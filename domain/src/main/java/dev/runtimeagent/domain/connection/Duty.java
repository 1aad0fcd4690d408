package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is done again and again: when next, and how it fares.
 *
 * @param failures in a row
 * @param problem of the last attempt, until one succeeds
 */
public record Duty(Instant due, int failures, Optional<String> problem) {
  static Duty dueAt(Instant due) {
    return new Duty(due, 0, Optional.empty());
  }

  Duty failed(String detail, Instant next) {
    return new Duty(next, failures + 1, Optional.of(detail));
  }

  /** After a probe in vain: again when waiting is over, or when Compass asked to be asked. */
  Duty missed(String detail, Optional<Duration> retryAfter, Moment when) {
    var wait = Backoff.betweenProbes(failures + 1, when.chance());
    var asked = retryAfter.filter(longer -> longer.compareTo(wait) > 0).orElse(wait);
    return failed(detail, when.at().plus(asked));
  }

  Duty missed(String detail, Moment when) {
    return missed(detail, Optional.empty(), when);
  }

  Duty movedTo(Instant next) {
    return new Duty(next, failures, problem);
  }

  /** At once, if it failed and the next try lies further ahead than {@code longest}. */
  Duty retriedWithin(Duration longest, Instant at) {
    return failures > 0 && due.isAfter(at.plus(longest)) ? movedTo(at) : this;
  }

  /**
   * Whether it is due; a time that lies further ahead than {@code period} was set by a wrong clock.
   */
  boolean isDue(Instant at, Duration period) {
    return !at.isBefore(due) || due.isAfter(at.plus(period));
  }
}
