package dev.runtimeagent.bootstrap.architecture.broken.bootstrap;

import java.time.Instant;

/** Something allowed. */
public final class Anything {
  public static Instant now() {
    return Instant.now();
  }
}
