package dev.runtimeagent.bootstrap.architecture.broken.domain.util;

/** Lives in a package whose name says nothing. */
public final class Odds {
  public int ends() {
    return 2;
  }
}
