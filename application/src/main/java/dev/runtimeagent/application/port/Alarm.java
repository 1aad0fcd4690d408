package dev.runtimeagent.application.port;

import java.time.Instant;

/** For being called at a later time. Setting it anew replaces what was set before. */
public interface Alarm {
  /**
   * Calls {@code ring} once, at {@code at} or as soon after as possible, from any thread. A clock
   * that is set back meanwhile makes it no later.
   */
  void set(Instant at, Runnable ring);
}
