package dev.runtimeagent.application.simulation.fleet;

import dev.runtimeagent.application.simulation.Dice;
import dev.runtimeagent.application.simulation.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What lies before Compass: it is there or not, limits the rate, and counts. */
final class Gateway {
  /** What becomes of a request. */
  enum Fate {
    /** Nobody is there: the connection is refused at once. */
    DOWN,
    /** HTTP 429. */
    LIMITED,
    SERVED
  }

  private final VirtualTime time;
  private final Dice dice;
  private final Traffic traffic;
  private List<TokenBucket> pods = List.of();
  private boolean down;

  /** One without limits. */
  Gateway(VirtualTime time, Dice dice, Traffic traffic) {
    this.time = time;
    this.dice = dice;
    this.traffic = traffic;
  }

  /** Is answered by so many fresh pods from now on, each with the limit for Runtimes of its own. */
  void open(int count) {
    down = false;
    pods = IntStream.range(0, count).mapToObj(pod -> new TokenBucket(filled(pod, count))).toList();
  }

  void shut() {
    down = true;
  }

  /** Takes a request of a Runtime, which any of the pods may get. */
  Fate take() {
    var fate = fate();
    traffic.count(time.now(), fate);
    return fate;
  }

  private Fate fate() {
    if (down) {
      return Fate.DOWN;
    }
    return pods.isEmpty() || dice.oneOf(pods).admits(time.now()) ? Fate.SERVED : Fate.LIMITED;
  }

  /** Pods did not all start in the same moment. */
  private Instant filled(int pod, int count) {
    return time.now().minus(TokenBucket.EVERY.multipliedBy(pod).dividedBy(count));
  }
}
