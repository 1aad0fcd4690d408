package dev.runtimeagent.kubernetes.event;

import dev.runtimeagent.application.port.Ticker;
import java.time.Duration;

/** Lets a burst through, and then one at a time. */
final class TokenBucket {
  private final int burst;
  private final long refill;
  private final Ticker ticker;
  private long left;
  private long counted;

  /**
   * Makes a full one.
   *
   * @param refill after which there is one more, up to {@code burst}
   */
  TokenBucket(int burst, Duration refill, Ticker ticker) {
    this.burst = burst;
    this.refill = refill.toNanos();
    this.ticker = ticker;
    this.left = burst;
    this.counted = ticker.nanos();
  }

  boolean isEmpty() {
    var grown = (ticker.nanos() - counted) / refill;
    left = Math.min(burst, left + grown);
    counted += grown * refill;
    return left == 0;
  }

  void take() {
    left--;
  }
}
