package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.bootstrap.cli.CommandLineParser.Parsed;
import dev.runtimeagent.bootstrap.discovery.Discovery;
import dev.runtimeagent.bootstrap.logging.LoggedEvents;
import dev.runtimeagent.bootstrap.logging.Logging;
import dev.runtimeagent.bootstrap.logging.Printable;
import dev.runtimeagent.bootstrap.metrics.CountedEvents;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.settings.CoreSettings;
import dev.runtimeagent.bootstrap.settings.LogFormat;
import dev.runtimeagent.bootstrap.settings.LogLevel;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Unusable;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Usable;
import dev.runtimeagent.bootstrap.settings.SettingsReader;
import dev.runtimeagent.bootstrap.wiring.Processes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries out one command line. */
final class Cli {
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Ending ending;

  Cli(Terminal terminal, Map<String, String> environment, Ending ending) {
    this.terminal = terminal;
    this.environment = environment;
    this.ending = ending;
  }

  /**
   * Returns the exit code. A defect is told by class and place, since its message may hold a
   * secret: before the log is open nobody else would tell of it, and its end would pass for a good
   * one.
   */
  int run(String... args) {
    try {
      return carryOut(args);
    } catch (RuntimeException | Error defect) {
      String place =
          Arrays.stream(defect.getStackTrace()).findFirst().map(at -> " at " + at).orElse("");
      terminal
          .err()
          .println(
              "error: defect of the agent, please report it with this line: "
                  + defect.getClass().getName()
                  + place);
      return ExitCode.FAILED;
    }
  }

  private int carryOut(String... args) {
    CommandLineParser parser = new CommandLineParser(terminal.out(), terminal.err());
    return switch (parser.parse(args)) {
      case Parsed.Done(int exitCode) -> exitCode;
      case Parsed.Requested(Request.ShowVersion _) -> showVersion();
      case Parsed.Requested(Request.ShowSettings _) -> showSettings();
      case Parsed.Requested(Request request) ->
          usableSettings().map(usable -> withAgent(request, usable)).orElse(ExitCode.USAGE);
    };
  }

  private int showVersion() {
    String version = Cli.class.getPackage().getImplementationVersion();
    terminal
        .out()
        .printf(
            "runtime-agent %s (Java %s)%n",
            version == null ? "development" : version, System.getProperty("java.version"));
    return ExitCode.GOOD;
  }

  private int showSettings() {
    SettingsOutcome outcome = settings();
    SettingsTable.print(outcome, terminal.out());
    terminal.out().flush();
    complain(outcome);
    return switch (outcome) {
      case Usable _ -> ExitCode.GOOD;
      case Unusable _ -> ExitCode.USAGE;
    };
  }

  private SettingsOutcome settings() {
    return SettingsReader.read(environment, Discovery.ofProcess(CoreSettings.all()));
  }

  private Optional<Usable> usableSettings() {
    SettingsOutcome outcome = settings();
    complain(outcome);
    return switch (outcome) {
      case Usable usable -> Optional.of(usable);
      case Unusable _ -> Optional.empty();
    };
  }

  private void complain(SettingsOutcome outcome) {
    outcome.warnings().forEach(warning -> terminal.err().println("warning: " + warning));
    switch (outcome) {
      case Usable _ -> {}
      case Unusable(var problems, _, _) ->
          problems.forEach(problem -> terminal.err().println("error: " + Printable.of(problem)));
    }
  }

  private int withAgent(Request request, Usable usable) {
    startLog(request, usable.settings());
    CountedEvents events = new CountedEvents(new LoggedEvents());
    Milestones milestones = new Milestones(events);
    return switch (Processes.make(usable, environment, milestones, facets(request))) {
      case Processes.Outcome.Made(var process, var facets) -> {
        try (facets) {
          yield new AgentCommands(process, terminal, ending)
              .carryOut(request, usable, events, milestones);
        }
      }
      case Processes.Outcome.Impossible(var problem) -> {
        terminal.err().println("error: " + Printable.of(problem));
        yield ExitCode.USAGE;
      }
    };
  }

  /** What concerns the connection alone is answered where the target cannot be had, too. */
  private static Set<Facet> facets(Request request) {
    return request instanceof Request.Run || request instanceof Request.ShowPlan
        ? EnumSet.allOf(Facet.class)
        : EnumSet.of(Facet.HOME);
  }

  /** Commands that only ask or tell log what is wrong, and nothing else. */
  private void startLog(Request request, Settings settings) {
    LogFormat format =
        settings.logFormat().orElse(terminal.logWatched() ? LogFormat.TEXT : LogFormat.JSON);
    LogLevel level = request instanceof Request.Run ? settings.logLevel() : LogLevel.WARN;
    Logging.start(format, level, System.err);
  }
}
