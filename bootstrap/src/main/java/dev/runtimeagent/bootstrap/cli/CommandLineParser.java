package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.application.setting.Durations;
import dev.runtimeagent.bootstrap.cli.Request.ApproveLosses;
import dev.runtimeagent.bootstrap.cli.Request.Format;
import dev.runtimeagent.bootstrap.cli.Request.Reconnect;
import dev.runtimeagent.bootstrap.cli.Request.Resync;
import dev.runtimeagent.bootstrap.cli.Request.Rotate;
import dev.runtimeagent.bootstrap.cli.Request.Run;
import dev.runtimeagent.bootstrap.cli.Request.ShowPlan;
import dev.runtimeagent.bootstrap.cli.Request.ShowSettings;
import dev.runtimeagent.bootstrap.cli.Request.ShowStatus;
import dev.runtimeagent.bootstrap.cli.Request.ShowVersion;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Turns arguments into a request. The commands are built by hand rather than from annotated
 * classes: reflection would cost time at every start.
 */
final class CommandLineParser {
  private static final String PROGRAM = "runtime-agent";

  private final PrintWriter out;
  private final PrintWriter err;
  private final Ansi ansi;

  CommandLineParser(PrintWriter out, PrintWriter err, boolean color) {
    this.out = out;
    this.err = err;
    this.ansi = color ? Ansi.ON : Ansi.OFF;
  }

  /** What came of reading the arguments. */
  sealed interface Parsed {
    record Requested(Request request) implements Parsed {}

    /** Help was shown, or an error: nothing is left to do. */
    record Done(int exitCode) implements Parsed {}
  }

  Parsed parse(String... args) {
    CommandLine commandLine = commandLine();
    ParseResult result;
    try {
      result = commandLine.parseArgs(args);
      refuseTimeoutWithoutOnce(result);
    } catch (ParameterException e) {
      err.println(e.getMessage());
      if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        err.println("Try '" + command + " --help'");
      }
      err.flush();
      return new Parsed.Done(ExitCode.USAGE);
    }
    ParseResult command = result.hasSubcommand() ? result.subcommand() : result;
    if (command.isUsageHelpRequested()) {
      command.commandSpec().commandLine().usage(out, ansi);
      out.flush();
      return new Parsed.Done(ExitCode.GOOD);
    }
    if (command.isVersionHelpRequested()) {
      return new Parsed.Requested(new ShowVersion());
    }
    if (!result.hasSubcommand()) {
      commandLine.usage(err, ansi);
      err.flush();
      return new Parsed.Done(ExitCode.USAGE);
    }
    return new Parsed.Requested(request(command));
  }

  /** It would have no effect, and whoever gave it counts on one. */
  private static void refuseTimeoutWithoutOnce(ParseResult result) {
    if (result.hasSubcommand()
        && result.subcommand().hasMatchedOption("--timeout")
        && !result.subcommand().hasMatchedOption("--once")
        && !result.subcommand().isUsageHelpRequested()) {
      throw new ParameterException(
          result.subcommand().commandSpec().commandLine(),
          "--timeout has no effect without --once");
    }
  }

  private static Request request(ParseResult command) {
    String name = command.commandSpec().name();
    return switch (name) {
      case "run" ->
          new Run(
              command.matchedOptionValue("--once", false),
              command.matchedOptionValue("--timeout", Duration.ofSeconds(60)));
      case "status" ->
          new ShowStatus(
              command.matchedOptionValue("--watch", false),
              command.matchedOptionValue("--output", Format.TEXT));
      case "plan" -> new ShowPlan();
      case "approve" -> new ApproveLosses();
      case "reconnect" -> new Reconnect();
      case "resync" -> new Resync();
      case "rotate" -> new Rotate();
      case "settings" -> new ShowSettings();
      case "version" -> new ShowVersion();
      default -> throw new IllegalStateException("no such command: " + name);
    };
  }

  private static CommandLine commandLine() {
    CommandSpec root = command(PROGRAM, "Connects a Kyma Runtime to Compass and keeps it in step.");
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version and end.")
            .build());
    root.usageMessage()
        .footer(
            "",
            "Settings come from environment variables; see '" + PROGRAM + " settings'.",
            "",
            "Exit codes: 0 good, 1 failed, 2 usage or settings, 3 not connected, 4 losses held.");
    root.addSubcommand(
        "run",
        command("run", "Connect to Compass, stay connected and synchronize Applications.")
            .addOption(flag("End with 0 once synchronized.", "--once"))
            .addOption(
                OptionSpec.builder("--timeout")
                    .type(Duration.class)
                    .converters(CommandLineParser::timeout)
                    .paramLabel("<duration>")
                    .description("How long --once may take (default: 60s).")
                    .build()));
    root.addSubcommand(
        "status",
        command("status", "Show the connection and the Applications.")
            .addOption(flag("Go on showing changes until interrupted.", "-w", "--watch"))
            .addOption(
                OptionSpec.builder("-o", "--output")
                    .type(Format.class)
                    .converters(
                        choice(
                            text ->
                                switch (text) {
                                  case "json" -> Optional.of(Format.JSON);
                                  case "yaml" -> Optional.of(Format.YAML);
                                  default -> Optional.empty();
                                },
                            "json or yaml"))
                    .paramLabel("json|yaml")
                    .description("Show the whole connection document.")
                    .build()));
    root.addSubcommand(
        "plan", command("plan", "Show what a synchronization would do, without doing it."));
    root.addSubcommand("approve", command("approve", "Let the held losses happen now."));
    root.addSubcommand(
        "reconnect", command("reconnect", "Pair anew with the configured token, if it is unused."));
    root.addSubcommand("resync", command("resync", "Synchronize now."));
    root.addSubcommand("rotate", command("rotate", "Renew the client certificate now."));
    root.addSubcommand(
        "settings", command("settings", "Show all settings and where they come from."));
    root.addSubcommand("version", command("version", "Show the version."));
    return new CommandLine(root).setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static CommandSpec command(String name, String description) {
    return CommandSpec.create()
        .name(name)
        .usageMessage(new UsageMessageSpec().description(description))
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and end.")
                .build());
  }

  private static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .arity("0")
        .description(description)
        .build();
  }

  private static Duration timeout(String text) {
    String duration = text.matches("\\d{1,9}") ? text + "s" : text;
    return Durations.positive(duration)
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is no duration like 60s or 2m"));
  }

  private static <T> CommandLine.ITypeConverter<T> choice(
      Function<String, Optional<T>> parse, String allowed) {
    return text ->
        parse
            .apply(text.toLowerCase(Locale.ROOT))
            .orElseThrow(
                () -> new TypeConversionException("'" + text + "' is neither of " + allowed));
  }
}
