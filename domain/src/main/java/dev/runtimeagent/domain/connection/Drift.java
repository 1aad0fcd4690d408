package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of the Runtime since the last synchronization.
 *
 * @param lookAt when to look at what somebody else changed, absent if everything was looked at
 * @param problem why the Runtime is not as the last complete listing wants it; absent if nobody
 *     changed it since, or that was put back
 */
public record Drift(Optional<Appointment> lookAt, Optional<String> problem) {
  static final Drift NONE = new Drift(Optional.empty(), Optional.empty());

  /** Changes that come within this are put back together; between repairs others get a turn. */
  static final Duration GATHERING = Duration.ofMillis(250);

  Drift seen(Instant at) {
    return new Drift(lookAt.or(() -> Optional.of(Appointment.in(GATHERING, at))), problem);
  }

  /** What is seen from now on is not in the repair that begins. */
  Drift looking() {
    return new Drift(Optional.empty(), problem);
  }

  Drift repaired(Optional<String> remaining, Instant at) {
    return new Drift(lookAt.map(_ -> Appointment.in(GATHERING, at)), remaining);
  }

  /** A synchronization compared everything, and tells what it found itself. */
  Drift compared() {
    return new Drift(lookAt, Optional.empty());
  }

  boolean isDue(Instant at) {
    return lookAt.filter(look -> look.isDue(at)).isPresent();
  }
}
