package dev.runtimeagent.kubernetes.lease;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param duration for which a Lease holds others off after its last renewal, in whole seconds
 * @param renewal from one renewal to the next
 * @param patience after its last renewal, in which a leader keeps trying; less than {@code
 *     duration}, so that it has stopped before another begins
 * @param look between two looks of a standby, and after a renewal that failed
 */
record LeaseTimes(Duration duration, Duration renewal, Duration patience, Duration look) {
  /** Those of the design, 8. */
  static final LeaseTimes STANDARD =
      new LeaseTimes(
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1));

  LeaseTimes {
    if (patience.compareTo(duration) >= 0) {
      throw new IllegalArgumentException("a leader must stop before its Lease is over");
    }
  }
}
