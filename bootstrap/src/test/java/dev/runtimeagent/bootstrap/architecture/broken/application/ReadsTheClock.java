package dev.runtimeagent.bootstrap.architecture.broken.application;

/** Reads the clock. */
public final class ReadsTheClock {
  public long now() {
    return System.currentTimeMillis();
  }
}
