package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.credential.Loaded;
import dev.runtimeagent.application.supervision.SynchronizeRuntime;
import dev.runtimeagent.application.synchronization.PlanSynchronization.Line;
import dev.runtimeagent.application.synchronization.PlanSynchronization.Outlook;
import dev.runtimeagent.application.synchronization.SyncOutcome;
import dev.runtimeagent.application.synchronization.SyncRequest;
import dev.runtimeagent.bootstrap.logging.Printable;
import dev.runtimeagent.bootstrap.wiring.AgentComponent;
import dev.runtimeagent.domain.credential.Generation;
import java.util.Locale;
import java.util.Optional;

/** Shows what a synchronization would do, without doing it. */
final class ShowPlan {
  private final AgentComponent agent;
  private final Terminal terminal;

  ShowPlan(AgentComponent agent, Terminal terminal) {
    this.agent = agent;
    this.terminal = terminal;
  }

  /** Returns the exit code. */
  int run() {
    if (agent.custody().load() instanceof Loaded.Unreadable(var problem)) {
      terminal.err().println("error: " + Printable.of(problem));
      return ExitCode.FAILED;
    }
    Optional<Generation> generation = agent.custody().current();
    if (generation.isEmpty()) {
      terminal.err().println("not connected: no credential is stored; run the agent first");
      return ExitCode.NOT_CONNECTED;
    }
    SyncRequest request =
        new SyncRequest(
            SynchronizeRuntime.access(generation.get(), agent.requestIds()),
            false,
            Optional.empty(),
            Optional::empty,
            true);
    return switch (agent.plan().run(request)) {
      case Outlook.Planned planned -> show(planned);
      case Outlook.NotPlanned(var outcome) -> explain(outcome);
    };
  }

  private int show(Outlook.Planned planned) {
    for (Line line : planned.lines()) {
      String detail = line.detail().isEmpty() ? "" : "  (" + Printable.of(line.detail()) + ")";
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "%-7s %s%s%n",
              line.verb().name().toLowerCase(Locale.ROOT),
              Printable.of(line.name()),
              detail);
    }
    terminal.out().printf(Locale.ROOT, "%d Applications stay as they are%n", planned.unchanged());
    planned.moved().ifPresent(why -> terminal.out().println(Printable.of(why)));
    planned.hold().ifPresent(hold -> terminal.out().println(Printable.of(hold.outlook())));
    return planned.hold().isPresent() ? ExitCode.LOSSES_HELD : ExitCode.GOOD;
  }

  private int explain(SyncOutcome outcome) {
    return switch (outcome) {
      case SyncOutcome.FetchFailed failed -> {
        terminal.err().println("error: " + Printable.of(failed.detail()));
        yield failed.unreachable() || failed.authenticationDoubtful()
            ? ExitCode.NOT_CONNECTED
            : ExitCode.FAILED;
      }
      case SyncOutcome.TargetUnknown(var problem) -> failed(problem);
      case SyncOutcome.WrongRuntime(_, var problem) -> failed(problem);
      case SyncOutcome.Incomplete(_, var problem, _) -> failed(problem);
      case SyncOutcome.LabelFailed(_, var problem, _) -> failed(problem);
      case SyncOutcome.Applied _ ->
          throw new IllegalStateException("a plan was carried out instead of shown");
    };
  }

  private int failed(String problem) {
    terminal.err().println("error: " + Printable.of(problem));
    return ExitCode.FAILED;
  }
}
