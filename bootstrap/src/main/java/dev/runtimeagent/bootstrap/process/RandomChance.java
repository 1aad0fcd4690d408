package dev.runtimeagent.bootstrap.process;

import dev.runtimeagent.application.port.Chance;
import java.util.concurrent.ThreadLocalRandom;

/** Jitter from the thread's random numbers; nothing secret depends on it. */
public final class RandomChance implements Chance {
  @Override
  public double next() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
