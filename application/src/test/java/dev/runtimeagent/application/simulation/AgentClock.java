package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Pause;
import java.time.Duration;
import java.time.Instant;

/** The clock of an agent's machine, which somebody may set. */
public final class AgentClock implements Clock, Pause {
  private final VirtualTime time;
  private Duration offset = Duration.ZERO;

  public AgentClock(VirtualTime time) {
    this.time = time;
  }

  @Override
  public Instant now() {
    return time.now().plus(offset);
  }

  /** What this clock shows at {@code instant} of virtual time, if nobody sets it again. */
  public Instant shows(Instant instant) {
    return instant.plus(offset);
  }

  /** Sets it forward, or back by a negative duration. */
  public void set(Duration forward) {
    offset = offset.plus(forward);
  }

  /** Waits as a use case does that holds a lock: nothing else happens meanwhile. */
  @Override
  public void hold(Duration duration) {
    time.stall(duration);
  }
}
