package dev.runtimeagent.application.simulation;

import java.time.Duration;

/**
 * Right before or right after one call of the core.
 *
 * @param down how long until the process is started again
 * @param elsewhere whether another pod does that
 * @param then what happens at that moment besides
 */
record CrashPoint(long call, boolean after, Duration down, boolean elsewhere, Runnable then) {
  static final CrashPoint NEVER = new CrashPoint(-1, false, Duration.ZERO, false, () -> {});

  boolean isBefore(PortCall other) {
    return !after && other.number() == call;
  }

  boolean isAfter(PortCall other) {
    return after && other.number() == call;
  }
}
