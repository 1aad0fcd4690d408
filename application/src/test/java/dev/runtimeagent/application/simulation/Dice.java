package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.Chance;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** All randomness of a run, from one seed. */
public final class Dice implements Chance {
  private final SplittableRandom random;

  public Dice(long seed) {
    this(new SplittableRandom(seed));
  }

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** Dice of their own for one who throws often: others' throws stay as they are. */
  public Dice split() {
    return new Dice(random.split());
  }

  @Override
  public double next() {
    return random.nextDouble();
  }

  /** A number of [0, {@code bound}). */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Whether something of that probability happens. */
  public boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  public <T> T oneOf(List<T> all) {
    return all.get(below(all.size()));
  }

  /** A duration of [{@code least}, {@code most}), shorter ones more often. */
  public Duration between(Duration least, Duration most) {
    var share = random.nextDouble();
    return least.plusMillis((long) ((most.toMillis() - least.toMillis()) * share * share));
  }

  /** Something that no other throw gives. */
  public String uuid() {
    return new UUID(
            (random.nextLong() & ~0xF000L) | 0x4000L,
            (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L)
        .toString();
  }
}
