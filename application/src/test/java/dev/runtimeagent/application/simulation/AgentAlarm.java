package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.Alarm;
import dev.runtimeagent.application.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Rings as the real alarm does: by the wall clock, and not later because that was set back. */
final class AgentAlarm implements Alarm {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final VirtualTime time;
  private final Clock clock;
  private final Consumer<Runnable> turn;
  private Optional<Due> due = Optional.empty();

  private record Due(Instant at, Instant latest, Runnable ring) {}

  AgentAlarm(VirtualTime time, Clock clock, Consumer<Runnable> turn) {
    this.time = time;
    this.clock = clock;
    this.turn = turn;
  }

  @Override
  public void set(Instant at, Runnable ring) {
    var wait = Duration.between(clock.now(), at);
    var set = new Due(at, time.now().plus(wait.isNegative() ? Duration.ZERO : wait), ring);
    due = Optional.of(set);
    await(set);
  }

  /** When it will ring at the latest, if it is set. */
  Optional<Instant> latest() {
    return due.map(Due::latest);
  }

  /** What is overdue rings in an event of its own, so that a core that turns for ever is seen. */
  private void await(Due expected) {
    var left = left(expected);
    var wait = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
    time.after(wait.isNegative() ? Duration.ZERO : wait, () -> look(expected));
  }

  private void look(Due expected) {
    if (!due.equals(Optional.of(expected))) {
      return;
    }
    if (left(expected).isPositive()) {
      await(expected);
    } else {
      due = Optional.empty();
      turn.accept(expected.ring());
    }
  }

  private Duration left(Due set) {
    var left = Duration.between(clock.now(), set.at());
    var atMost = Duration.between(time.now(), set.latest());
    return left.compareTo(atMost) < 0 ? left : atMost;
  }
}
