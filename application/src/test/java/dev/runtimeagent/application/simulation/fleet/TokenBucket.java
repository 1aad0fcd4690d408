package dev.runtimeagent.application.simulation.fleet;

import java.time.Duration;
import java.time.Instant;

/** A rate limit as Envoy keeps it: full at first, and filled up in steps (P 1.8). */
final class TokenBucket {
  static final int SIZE = 3000;
  static final int REFILL = 300;
  static final Duration EVERY = Duration.ofSeconds(30);

  private Instant filled;
  private int tokens = SIZE;

  /** One that is filled at {@code filled}, and every 30 s from then on. */
  TokenBucket(Instant filled) {
    this.filled = filled;
  }

  /** Whether a request may pass at {@code now}; it takes a token if so. */
  boolean admits(Instant now) {
    var steps = Duration.between(filled, now).dividedBy(EVERY);
    if (steps > 0) {
      filled = filled.plus(EVERY.multipliedBy(steps));
      tokens = (int) Math.min(SIZE, tokens + steps * REFILL);
    }
    if (tokens == 0) {
      return false;
    }
    tokens--;
    return true;
  }
}
