package dev.runtimeagent.bootstrap.architecture.broken.sandbox;

import dev.runtimeagent.bootstrap.architecture.broken.domain.Anything;

/** Knows the agent it is to test. */
public final class KnowsTheDomain {
  public String name() {
    return Anything.name();
  }
}
