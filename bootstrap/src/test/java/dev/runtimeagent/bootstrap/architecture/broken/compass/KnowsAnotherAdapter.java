package dev.runtimeagent.bootstrap.architecture.broken.compass;

import dev.runtimeagent.bootstrap.architecture.broken.filesystem.Anything;

/** Knows an adapter beside it. */
public final class KnowsAnotherAdapter {
  public String name() {
    return Anything.name();
  }
}
