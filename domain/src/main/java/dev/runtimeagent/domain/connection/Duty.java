package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is done again and again: when next, and how it fares.
 *
 * @param failures in a row
 * @param problem of the last attempt, until one succeeds
 * @param pace from one attempt to the next at least, since Compass asked to slow down; zero if it
 *     did not
 */
public record Duty(Instant due, int failures, Optional<String> problem, Duration pace) {
  static Duty dueAt(Instant due) {
    return new Duty(due, 0, Optional.empty(), Duration.ZERO);
  }

  Duty done(Instant next) {
    return new Duty(next, 0, Optional.empty(), pace);
  }

  Duty failed(String detail, Instant next) {
    return new Duty(next, failures + 1, Optional.of(detail), pace);
  }

  Duty paced(Duration newer) {
    return new Duty(due, failures, problem, newer);
  }

  /** After a probe in vain: again when waiting is over, or when Compass asked to be asked. */
  Duty missed(String detail, Optional<Duration> retryAfter, Moment when) {
    var wait = Backoff.betweenProbes(failures + 1, when.chance());
    return failed(detail, when.at().plus(Backoff.asked(retryAfter, wait, when.chance())));
  }

  Duty missed(String detail, Moment when) {
    return missed(detail, Optional.empty(), when);
  }

  Duty movedTo(Instant next) {
    return new Duty(next, failures, problem, pace);
  }

  Duty noSoonerThan(Duty other) {
    return due.isBefore(other.due) ? movedTo(other.due) : this;
  }

  Duty noLaterThan(Instant latest) {
    return due.isAfter(latest) ? movedTo(latest) : this;
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
