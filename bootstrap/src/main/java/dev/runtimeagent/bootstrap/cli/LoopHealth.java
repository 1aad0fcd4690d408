package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.bootstrap.http.Health;
import java.time.Duration;
import java.time.Instant;

/** Health by the supervising loop's heartbeat, and by what the agent knows of its own store. */
final class LoopHealth implements Health {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final SuperviseConnection supervisor;
  private final Clock clock;
  private final Instant begun;

  LoopHealth(SuperviseConnection supervisor, Clock clock) {
    this.supervisor = supervisor;
    this.clock = clock;
    this.begun = clock.now();
  }

  @Override
  public Verdict live() {
    Instant turned = supervisor.lastTurn();
    Instant last = turned.isAfter(begun) ? turned : begun;
    Duration pause = Duration.between(last, clock.now());
    return pause.compareTo(LONGEST_PAUSE) < 0
        ? Verdict.GOOD
        : Verdict.bad("the loop has not turned for " + pause.toSeconds() + " s");
  }

  @Override
  public Verdict ready() {
    return supervisor
        .circumstances()
        .map(now ->
            now.durability()
                .map(_ -> Verdict.bad("the credential is not safely stored"))
                .orElse(Verdict.GOOD))
        .orElse(Verdict.bad("starting"));
  }
}
