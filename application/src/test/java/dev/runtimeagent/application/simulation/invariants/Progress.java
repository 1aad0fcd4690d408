package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import java.time.Duration;
import java.time.Instant;

/** There is always a call under way or a time to wake at: the agent never freezes in silence. */
final class Progress extends Invariant {
  private static final Duration HEARTBEAT = Duration.ofSeconds(61);
  private static final int MOST_TURNS = 3_000;

  private Instant standing = Instant.EPOCH;
  private int turns;

  Progress(World world) {
    super(world);
  }

  @Override
  protected void before(PortCall call) {
    if (call.isOf(EventRecorder.class.getSimpleName()) && call.is("EventRecorder.bug")) {
      broken(
          "a defect while %s: %s",
          call.arguments().getFirst(), cause(call.argument(Throwable.class)));
    }
  }

  /** Notes an event: those that happen while no time passes do not go on for ever. */
  void stepped() {
    var now = world().time().now();
    turns = now.equals(standing) ? turns + 1 : 0;
    standing = now;
    if (turns > MOST_TURNS) {
      broken("%s things happened at one moment, and there is no end to them", turns);
    }
  }

  @Override
  protected void settled() {
    var life = world().life().orElseThrow();
    var state = life.supervisor().state();
    if (state.isEmpty()) {
      return;
    }
    state
        .get()
        .running()
        .ifPresent(task -> broken("%s is said to be under way, and nothing is", task));
    if (life.wakes().filter(at -> !at.isAfter(world().time().now().plus(HEARTBEAT))).isEmpty()) {
      broken("nothing is under way, and the alarm is set to %s", life.wakes());
    }
  }

  private static String cause(Throwable defect) {
    var text = new StringBuilder(defect.toString());
    for (var frame : defect.getStackTrace()) {
      if (frame.getClassName().startsWith("dev.runtimeagent")) {
        text.append(" at ").append(frame);
      }
    }
    return text.toString();
  }
}
