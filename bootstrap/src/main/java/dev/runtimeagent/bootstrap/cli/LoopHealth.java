package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.status.Circumstances;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.application.supervision.SuperviseInTerms.Stage;
import dev.runtimeagent.bootstrap.http.Health;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import dev.runtimeagent.domain.connection.LostCause;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Health by the supervising loop's heartbeat, and by what the agent knows of its own store. Who
 * stands by is well and ready: it can take over at any moment (design, 8).
 */
final class LoopHealth implements Health {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
  private static final Verdict STANDBY = new Verdict(true, "standby");

  private final Supplier<Stage> stage;
  private final Clock clock;

  LoopHealth(Supplier<Stage> stage, Clock clock) {
    this.stage = stage;
    this.clock = clock;
  }

  @Override
  public Verdict live() {
    return switch (stage.get()) {
      // What is in memory alone would be lost with the process.
      case Stage.Seeking _, Stage.Storing _ -> Verdict.GOOD;
      case Stage.Standby _ -> STANDBY;
      case Stage.Leading(var supervisor) -> live(supervisor);
    };
  }

  @Override
  public Verdict ready() {
    return switch (stage.get()) {
      case Stage.Seeking(var doubt) ->
          Verdict.bad(doubt.map(why -> "it cannot be told who leads: " + why).orElse("starting"));
      case Stage.Standby _ -> STANDBY;
      case Stage.Storing(var problem) -> unsafe(problem);
      case Stage.Leading(var supervisor) -> ready(supervisor);
    };
  }

  private Verdict live(SuperviseConnection supervisor) {
    Duration pause = Duration.between(supervisor.lastTurn(), clock.now());
    return pause.compareTo(LONGEST_PAUSE) < 0
        ? Verdict.GOOD
        : Verdict.bad("the loop has not turned for " + pause.toSeconds() + " s");
  }

  private static Verdict ready(SuperviseConnection supervisor) {
    return supervisor.circumstances().map(LoopHealth::ready).orElse(Verdict.bad("starting"));
  }

  static Verdict ready(Circumstances now) {
    return now.state() instanceof Lost lost
            && lost.cause() instanceof LostCause.CredentialUnreadable(var problem)
        ? Verdict.bad("the stored credential cannot be read: " + problem)
        : now.durability().map(LoopHealth::unsafe).orElse(Verdict.GOOD);
  }

  private static Verdict unsafe(String problem) {
    return Verdict.bad("the credential is not safely stored: " + problem);
  }
}
