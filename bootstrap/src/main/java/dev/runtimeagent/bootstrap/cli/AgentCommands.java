package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.operator.AskAgent;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.bootstrap.logging.Printable;
import dev.runtimeagent.bootstrap.metrics.CountedEvents;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Row;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Usable;
import dev.runtimeagent.bootstrap.wiring.AgentComponent;
import dev.runtimeagent.bootstrap.wiring.ProcessComponent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The commands that need an agent, running or not. */
final class AgentCommands {
  private static final Logger log = LoggerFactory.getLogger("dev.runtimeagent");

  private final ProcessComponent process;
  private final Terminal terminal;
  private final Ending ending;

  AgentCommands(ProcessComponent process, Terminal terminal, Ending ending) {
    this.process = process;
    this.terminal = terminal;
    this.ending = ending;
  }

  /** Returns the exit code. */
  int carryOut(Request request, Usable usable, CountedEvents events, Milestones milestones) {
    return switch (request) {
      case Request.Run run -> {
        tell(usable.rows());
        yield new RunAgent(
                process, milestones, events, usable.settings().healthPort(), terminal.err(), ending)
            .run(run);
      }
      case Request.ShowStatus(var watch, var format) ->
          new WatchStatus(agent().documents(), process.clock(), new StatusView(terminal, format))
              .run(watch);
      case Request.ShowPlan _ -> new ShowPlan(agent(), terminal).run();
      case Request.ApproveLosses _ -> answer(agent().askAgent().approve());
      case Request.Reconnect _ -> answer(agent().askAgent().reconnect());
      case Request.Resync _ -> answer(agent().askAgent().resync());
      case Request.Rotate _ -> answer(agent().askAgent().rotate());
      case Request.ShowSettings _, Request.ShowVersion _ ->
          throw new IllegalArgumentException("needs no agent: " + request);
    };
  }

  private static void tell(List<Row> rows) {
    LoggingEventBuilder line = log.atInfo();
    for (Row row : rows) {
      line = line.addKeyValue(row.setting().name(), row.value());
    }
    line.log("settings read");
  }

  /** A graph for a command that never leads, and so may be of any holder. */
  private AgentComponent agent() {
    return process.agents().create(Holder.amongOthers("command"));
  }

  private int answer(AskAgent.Answer answer) {
    return switch (answer) {
      case AskAgent.Answer.Asked(var told) -> {
        terminal.out().println(Printable.of(told));
        yield ExitCode.GOOD;
      }
      case AskAgent.Answer.Pointless(var why) -> {
        terminal.err().println(Printable.of(why));
        yield ExitCode.FAILED;
      }
      case AskAgent.Answer.Failed(var problem) -> {
        terminal.err().println("error: " + Printable.of(problem));
        yield ExitCode.FAILED;
      }
    };
  }
}
