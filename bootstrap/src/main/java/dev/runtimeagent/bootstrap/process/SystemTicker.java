package dev.runtimeagent.bootstrap.process;

import dev.runtimeagent.application.port.Ticker;

/** This machine's monotonic clock. */
public final class SystemTicker implements Ticker {
  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
