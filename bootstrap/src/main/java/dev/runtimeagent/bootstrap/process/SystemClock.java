package dev.runtimeagent.bootstrap.process;

import dev.runtimeagent.application.port.Clock;
import java.time.Instant;

/** The machine's wall clock. */
public final class SystemClock implements Clock {
  @Override
  public Instant now() {
    return Instant.now();
  }
}
