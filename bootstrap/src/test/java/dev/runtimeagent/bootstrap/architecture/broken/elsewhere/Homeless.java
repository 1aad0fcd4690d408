package dev.runtimeagent.bootstrap.architecture.broken.elsewhere;

/** Lives in no room. */
public final class Homeless {
  public int rooms() {
    return 0;
  }
}
