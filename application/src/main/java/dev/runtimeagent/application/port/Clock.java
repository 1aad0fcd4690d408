package dev.runtimeagent.application.port;

import java.time.Instant;

/** For telling the time of day. */
public interface Clock {
  Instant now();
}
