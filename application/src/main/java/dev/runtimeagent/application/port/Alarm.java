package dev.runtimeagent.application.port;

import java.time.Instant;

/** For being called at a later time. Setting it anew replaces what was set before. */
public interface Alarm {
  /** Calls {@code ring} once, at {@code at} or as soon after as possible, from any thread. */
  void set(Instant at, Runnable ring);
}
