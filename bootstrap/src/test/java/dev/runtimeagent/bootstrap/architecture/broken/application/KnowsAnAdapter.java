package dev.runtimeagent.bootstrap.architecture.broken.application;

import dev.runtimeagent.bootstrap.architecture.broken.filesystem.Anything;

/** Turns the dependency around. */
public final class KnowsAnAdapter {
  public String name() {
    return Anything.name();
  }
}
