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
public record Duty(Appointment next, int failures, Optional<String> problem, Duration pace) {
  static Duty of(Appointment first) {
    return new Duty(first, 0, Optional.empty(), Duration.ZERO);
  }

  static Duty now(Instant at) {
    return of(Appointment.now(at));
  }

  /** When it is to be done next. */
  public Instant due() {
    return next.due();
  }

  Duty done(Appointment following) {
    return new Duty(following, 0, Optional.empty(), pace);
  }

  Duty failed(String detail, Appointment again) {
    return new Duty(again, failures + 1, Optional.of(detail), pace);
  }

  Duty paced(Duration newer) {
    return new Duty(next, failures, problem, newer);
  }

  /** After a probe in vain: again when waiting is over, or when Compass asked to be asked. */
  Duty missed(String detail, Optional<Duration> retryAfter, Moment when) {
    var wait = Backoff.betweenProbes(failures + 1, when.chance());
    return failed(detail, Backoff.noSoonerThan(retryAfter, wait, when));
  }

  Duty missed(String detail, Moment when) {
    return missed(detail, Optional.empty(), when);
  }

  Duty hurried(Instant at) {
    return movedTo(Appointment.now(at));
  }

  /** Not before it is the turn of {@code other}. */
  Duty noSoonerThan(Duty other, Instant at) {
    return other.isDue(at) || due().isAfter(other.due()) ? this : movedTo(other.next);
  }

  Duty noLaterThan(Appointment latest) {
    return due().isAfter(latest.due()) ? movedTo(latest) : this;
  }

  boolean isDue(Instant at) {
    return next.isDue(at);
  }

  private Duty movedTo(Appointment other) {
    return new Duty(other, failures, problem, pace);
  }
}
