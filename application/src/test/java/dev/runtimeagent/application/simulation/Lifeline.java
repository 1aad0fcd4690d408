package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.Chance;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** One life of a process, from its start to its crash or the end of its term. */
public final class Lifeline {
  private static final Duration SOON = Duration.ofMillis(50);

  private final VirtualTime time;
  private final Instant began;
  private final AgentClock clock;
  private final TurnWorkers workers;
  private final AgentAlarm alarm;
  private final AgentCore core;
  private boolean alive = true;
  private boolean loopAwake;
  private boolean retired;

  /** What a life is given besides ports. */
  public record Means(VirtualTime time, AgentClock clock, Dice dice) {}

  public Lifeline(Means means, Holder holder, Tuning tuning, Function<Lifeline, Ports> ports) {
    this.time = means.time();
    this.began = time.now();
    this.clock = means.clock();
    this.workers = new TurnWorkers(time, this, means.dice());
    this.alarm = new AgentAlarm(time, means.clock(), this::turn);
    this.core = AgentCore.assemble(ports.apply(this), holder, tuning);
  }

  public SuperviseConnection supervisor() {
    return core.supervisor();
  }

  public AgentCore core() {
    return core;
  }

  /** When it began, in virtual time. */
  public Instant began() {
    return began;
  }

  public boolean isAlive() {
    return alive;
  }

  /** Whether it is asked to end, and only finishes what was begun. */
  public boolean isRetired() {
    return retired;
  }

  /** What the core is given of time and work, with a chance of its own. */
  public Ports.Machine machine(Chance chance) {
    return new Ports.Machine(clock, clock, alarm, chance, workers);
  }

  /** Whether anything of it is under way, or about to be. */
  public boolean isBusy() {
    return workers.busy() || loopAwake;
  }

  /** When it will do something at the latest, if nothing happens before. */
  public Optional<Instant> wakes() {
    return alarm.latest();
  }

  /** Whether a call that waits is to be broken off. */
  public boolean isBrokenOff() {
    return !alive || workers.interrupted() || Thread.currentThread().isInterrupted();
  }

  public void start() {
    turn(() -> core.supervisor().start());
  }

  /** Ends at once; whatever it is in the middle of has no further effect. */
  public void kill() {
    alive = false;
  }

  /** Ends in peace: nothing new is begun, what was sent is finished; then {@code ended} follows. */
  void retire(Runnable ended) {
    retired = true;
    core.supervisor().retire();
    awaitRest(ended);
  }

  /** Has something of this life happen, and the loop hear of it. */
  void turn(Runnable what) {
    if (!alive) {
      return;
    }
    try {
      what.run();
    } catch (Crash _) {
      // The life is over, and whoever began it knows.
    }
    wakeLoop();
  }

  /** Has the loop look into its inbox, soon. */
  void wakeLoop() {
    if (alive && !loopAwake) {
      loopAwake = true;
      time.at(time.now(), this::drain);
    }
  }

  /** Whoever calls a port of a life that is over gets no further. */
  void ensureAlive() {
    if (!alive) {
      throw new Crash();
    }
  }

  private void drain() {
    loopAwake = false;
    if (alive) {
      try {
        core.supervisor().drain();
      } catch (Crash _) {
        // As above.
      }
    }
  }

  private void awaitRest(Runnable ended) {
    if (!alive) {
      return;
    }
    if (isBusy() || time.depth() > 0) {
      time.after(SOON, () -> awaitRest(ended));
      return;
    }
    try {
      core.supervisor().stop();
      alive = false;
      ended.run();
    } catch (Crash _) {
      // As above.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
