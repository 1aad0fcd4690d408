package dev.runtimeagent.application.simulation;

/**
 * Runs seeds in a process of their own and prints what tells runs apart: the order of {@code
 * Set.of} and identity hashes differ from one process to the next, and nothing may depend on them.
 */
public final class Replay {
  private Replay() {}

  public static void main(String[] seeds) {
    for (var seed : seeds) {
      System.out.println(digest(Long.parseLong(seed)));
    }
  }

  static String digest(long seed) {
    var world = Simulation.run(seed);
    return "%d: %x, %d calls, %d steps"
        .formatted(seed, world.trace().digest(), world.calls(), world.time().steps());
  }
}
