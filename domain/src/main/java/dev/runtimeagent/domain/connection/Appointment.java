package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.time.Instant;

/**
 * A time at which something is to be done.
 *
 * @param earliest what a clock can show meanwhile, unless it was set back: then the wait would be
 *     too long, and is over
 */
public record Appointment(Instant earliest, Instant due) {
  /** Clocks are put right by so much without having been wrong. */
  private static final Duration CORRECTION = Duration.ofMinutes(1);

  static Appointment now(Instant at) {
    return in(Duration.ZERO, at);
  }

  static Appointment in(Duration wait, Instant at) {
    return new Appointment(at.minus(CORRECTION), at.plus(wait));
  }

  boolean isDue(Instant at) {
    return !at.isBefore(due) || at.isBefore(earliest);
  }
}
