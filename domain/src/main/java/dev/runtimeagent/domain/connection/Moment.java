package dev.runtimeagent.domain.connection;

import java.time.Instant;

/**
 * When something happened, with the jitter to use in what is decided about it.
 *
 * @param chance a number of [0, 1)
 */
public record Moment(Instant at, double chance) {
  public Moment {
    if (!(chance >= 0 && chance < 1)) {
      throw new IllegalArgumentException("chance must be of [0, 1): " + chance);
    }
  }
}
