package dev.runtimeagent.bootstrap.architecture.broken.filesystem;

import dev.runtimeagent.bootstrap.architecture.broken.bootstrap.Anything;
import java.time.Instant;

/** Knows who put it together. */
public final class KnowsBootstrap {
  public Instant now() {
    return Anything.now();
  }
}
