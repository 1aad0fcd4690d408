package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Pause;
import java.time.Duration;
import java.time.Instant;

/** The time of a test; who pauses moves it. */
public final class Dial implements Clock, Pause {
  private volatile Instant now;

  public Dial(Instant start) {
    now = start;
  }

  public static Dial atNoon() {
    return new Dial(Instant.parse("2026-03-01T12:00:00Z"));
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public synchronized void hold(Duration duration) {
    now = now.plus(duration);
  }

  /** Lets time pass, or with a negative duration, sets the clock back. */
  public void turn(Duration duration) {
    hold(duration);
  }
}
