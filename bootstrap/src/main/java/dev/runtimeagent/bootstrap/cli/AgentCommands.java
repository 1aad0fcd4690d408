package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.operator.AskAgent;
import dev.runtimeagent.application.status.DescribeConnection;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.bootstrap.logging.Printable;
import dev.runtimeagent.bootstrap.metrics.AgentMetrics;
import dev.runtimeagent.bootstrap.metrics.CountedEvents;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Row;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Usable;
import dev.runtimeagent.bootstrap.wiring.AgentComponent;
import dev.runtimeagent.domain.connection.ConnectionState;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The commands that need an agent, running or not. */
final class AgentCommands {
  private static final Logger log = LoggerFactory.getLogger("dev.runtimeagent");

  private final AgentComponent agent;
  private final Terminal terminal;

  AgentCommands(AgentComponent agent, Terminal terminal) {
    this.agent = agent;
    this.terminal = terminal;
  }

  /** Returns the exit code. */
  int carryOut(Request request, Usable usable, CountedEvents events, Milestones milestones) {
    return switch (request) {
      case Request.Run run -> {
        tell(usable.rows());
        yield runAgent(usable.settings().healthPort(), events, milestones).run(run);
      }
      case Request.ShowStatus(var watch, var format) ->
          new WatchStatus(agent.documents(), agent.clock(), new StatusView(terminal, format))
              .run(watch);
      case Request.ShowPlan _ -> new ShowPlan(agent, terminal).run();
      case Request.ApproveLosses _ -> answer(agent.askAgent().approve());
      case Request.Reconnect _ -> answer(agent.askAgent().reconnect());
      case Request.Resync _ -> answer(agent.askAgent().resync());
      case Request.Rotate _ -> answer(agent.askAgent().rotate());
      case Request.ShowSettings _, Request.ShowVersion _ ->
          throw new IllegalArgumentException("needs no agent: " + request);
    };
  }

  private static void tell(List<Row> rows) {
    LoggingEventBuilder line = log.atInfo();
    for (Row row : rows) {
      line = line.addKeyValue(row.variable().variableName(), row.value());
    }
    line.log("settings read");
  }

  private RunAgent runAgent(int healthPort, CountedEvents events, Milestones milestones) {
    return new RunAgent(
        new RunAgent.Parts(
            agent.supervisor(),
            agent.keys(),
            agent.soleRun(),
            agent.clock(),
            milestones,
            new AgentMetrics(this::facts, events),
            healthPort),
        terminal.err());
  }

  private AgentMetrics.Facts facts() {
    SuperviseConnection supervisor = agent.supervisor();
    return new AgentMetrics.Facts(
        supervisor.state().map(ConnectionState::name),
        supervisor
            .circumstances()
            .flatMap(
                now -> DescribeConnection.describe(now, Optional.empty(), agent.clock().now())));
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
