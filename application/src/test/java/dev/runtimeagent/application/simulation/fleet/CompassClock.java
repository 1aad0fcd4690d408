package dev.runtimeagent.application.simulation.fleet;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.simulation.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Compass' clock, by which some certificates were signed long ago. */
final class CompassClock implements Clock {
  private final VirtualTime time;
  private Duration back = Duration.ZERO;

  CompassClock(VirtualTime time) {
    this.time = time;
  }

  @Override
  public Instant now() {
    return time.now().minus(back);
  }

  /** Has something happen as if it had happened {@code ago}. */
  <T> T asOf(Duration ago, Supplier<T> what) {
    back = ago;
    try {
      return what.get();
    } finally {
      back = Duration.ZERO;
    }
  }
}
