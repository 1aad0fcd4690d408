package dev.runtimeagent.bootstrap.process;

import dev.runtimeagent.kubernetes.Ticker;

/** This machine's monotonic clock. */
public final class SystemTicker implements Ticker {
  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
