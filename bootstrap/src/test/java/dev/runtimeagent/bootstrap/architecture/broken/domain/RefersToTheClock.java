package dev.runtimeagent.bootstrap.architecture.broken.domain;

import java.time.Instant;
import java.util.function.Supplier;

/** Reads the clock by method reference. */
public final class RefersToTheClock {
  public Supplier<Instant> clock() {
    return Instant::now;
  }
}
