package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All ten, watched together; the first that is broken ends the run. */
public final class Invariants {
  private final World world;
  private final long seed;
  private final Recovery recovery;
  private final Quiet quiet;
  private final Progress progress;
  private final Bounded bounded;
  private final List<Invariant> all;
  private String origin = "";
  private Optional<InvariantBroken> first = Optional.empty();

  public Invariants(World world, long seed) {
    this.world = world;
    this.seed = seed;
    this.recovery = new Recovery(world);
    this.quiet = new Quiet(world);
    this.progress = new Progress(world);
    this.bounded = new Bounded(world);
    this.all =
        List.of(
            new Token(world),
            new Credential(world),
            recovery,
            new Deletion(world),
            quiet,
            new Truth(world),
            new Secrecy(world),
            new Neighbourliness(world),
            progress,
            bounded);
  }

  /** Their names. */
  public List<String> names() {
    return all.stream().map(Invariant::name).toList();
  }

  /** What kind of run it is, and how to see it again. */
  public void runBy(String command) {
    origin = command;
  }

  public Recovery recovery() {
    return recovery;
  }

  public Bounded bounded() {
    return bounded;
  }

  public Quiet quiet() {
    return quiet;
  }

  public void before(PortCall call) {
    all.forEach(invariant -> invariant.before(call));
  }

  public void after(PortCall call, @Nullable Object result) {
    all.forEach(invariant -> invariant.after(call, result));
  }

  /** Looks at what is so between two events, and fails the run if a promise is broken. */
  public void afterStep() {
    progress.stepped();
    if (first.isEmpty() && world.time().depth() == 0 && isAtRest()) {
      for (var invariant : all) {
        if (first.isEmpty()) {
          invariant.settled();
        }
      }
    }
    check();
  }

  /** Fails the run if a promise is broken, unless somebody waits within an event. */
  public void check() {
    if (world.time().depth() == 0) {
      first.ifPresent(broken -> {
        throw broken;
      });
    }
  }

  void broken(Invariant invariant, String how) {
    if (first.isPresent()) {
      return;
    }
    first =
        Optional.of(
            new InvariantBroken(
                invariant.name(),
                """
                Invariant %s is broken: %s
                seed %d, step %d, virtual time %s, agent's clock %s
                what happened last:
                %s
                again: %s\
                """
                    .formatted(
                        invariant.name(),
                        how,
                        seed,
                        world.time().steps(),
                        world.time().now(),
                        world.clock().now(),
                        world.trace().tail(),
                        origin)));
    // Whatever waits within an event ends with the life.
    world.crash(Duration.ofDays(10_000), false);
  }

  private boolean isAtRest() {
    return world.life().filter(life -> !life.isBusy() && !life.isRetired()).isPresent();
  }
}
