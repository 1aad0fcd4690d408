package dev.runtimeagent.domain.credential;

import java.time.Duration;
import java.time.Instant;

/**
 * Refusals in a row. Compass' proxies take a hiccup of their own for a refusal, so only several
 * over some time are believed (design, 3).
 */
public record RefusalStreak(int times, Instant first, Instant last) {
  private static final int ENOUGH = 3;

  public static RefusalStreak begin(Instant at) {
    return new RefusalStreak(1, at, at);
  }

  public RefusalStreak again(Instant at) {
    return new RefusalStreak(times + 1, first, at);
  }

  /** Whether there were three or more over at least {@code span}. */
  public boolean believedOver(Duration span) {
    return times >= ENOUGH && Duration.between(first, last).compareTo(span) >= 0;
  }
}
