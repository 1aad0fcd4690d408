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
import dev.runtimeagent.bootstrap.logging.Printable;
import dev.runtimeagent.bootstrap.settings.Mistyped;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.DefaultParser.NonOptionAction;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** Turns arguments into a request. */
final class CommandLineParser {
  private final PrintWriter out;
  private final PrintWriter err;

  CommandLineParser(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** What came of reading the arguments. */
  sealed interface Parsed {
    record Requested(Request request) implements Parsed {}

    /** Help was shown, or an error: nothing is left to do. */
    record Done(int exitCode) implements Parsed {}
  }

  Parsed parse(String... args) {
    List<String> words = List.of(args);
    Command command = words.stream().findFirst().flatMap(Command::named).orElse(Command.NONE);
    try {
      return parse(command, command == Command.NONE ? words : words.subList(1, words.size()));
    } catch (ParseException e) {
      err.println("error: " + Printable.of(String.valueOf(e.getMessage())));
      err.println("Try '" + command + " --help'");
      err.flush();
      return new Parsed.Done(ExitCode.USAGE);
    }
  }

  private Parsed parse(Command command, List<String> words) throws ParseException {
    Options options = command.options();
    CommandLine line = read(options, words);
    if (line.hasOption("help")) {
      command.printHelp(out);
      return new Parsed.Done(ExitCode.GOOD);
    }
    if (line.hasOption("version")) {
      return new Parsed.Requested(new ShowVersion());
    }
    if (!line.getArgList().isEmpty()) {
      throw new ParseException(complaint(line.getArgList().getFirst(), command, options));
    }
    refuseRepetition(line);
    return switch (command) {
      case NONE -> {
        command.printHelp(err);
        yield new Parsed.Done(ExitCode.USAGE);
      }
      case RUN -> new Parsed.Requested(run(line));
      case STATUS -> new Parsed.Requested(new ShowStatus(line.hasOption("watch"), format(line)));
      case PLAN -> new Parsed.Requested(new ShowPlan());
      case APPROVE -> new Parsed.Requested(new ApproveLosses());
      case RECONNECT -> new Parsed.Requested(new Reconnect());
      case RESYNC -> new Parsed.Requested(new Resync());
      case ROTATE -> new Parsed.Requested(new Rotate());
      case SETTINGS -> new Parsed.Requested(new ShowSettings());
      case VERSION -> new Parsed.Requested(new ShowVersion());
    };
  }

  /** What it does not know is left over, so that {@code --help} helps beside it, too. */
  private static CommandLine read(Options options, List<String> words) throws ParseException {
    try {
      return DefaultParser.builder()
          .setAllowPartialMatching(false)
          .setStripLeadingAndTrailingQuotes(false)
          .get()
          .parse(options, null, NonOptionAction.SKIP, words.toArray(String[]::new));
    } catch (MissingArgumentException e) {
      Option option = e.getOption();
      throw new ParseException(
          "--%s needs a value: %s".formatted(option.getLongOpt(), option.getArgName()));
    }
  }

  private static String complaint(String word, Command command, Options options) {
    String name = word.split("=", 2)[0];
    boolean known = name.startsWith("--") ? options.hasLongOption(name) : options.hasOption(name);
    // Behind -- what looks like an option is none.
    boolean argument = !word.startsWith("-") || word.equals("-") || (known && word.equals(name));
    if (argument && command == Command.NONE && Command.named(word).isPresent()) {
      return "'%s' must come first".formatted(word);
    }
    if (argument && command == Command.NONE) {
      return "'%s' is no command%s".formatted(word, suggestion(word, Command.words()));
    }
    if (argument) {
      return "'%s' is superfluous: %s takes no arguments".formatted(word, command);
    }
    if (known) {
      return name + " takes no value";
    }
    List<String> names =
        options.getOptions().stream().map(option -> "--" + option.getLongOpt()).toList();
    return "'%s' is no option of %s%s".formatted(word, command, suggestion(name, names));
  }

  private static String suggestion(String written, List<String> names) {
    return Mistyped.near(written, names).map("; did you mean %s?"::formatted).orElse("");
  }

  /** One of the two would have no effect. */
  private static void refuseRepetition(CommandLine line) throws ParseException {
    Set<Option> seen = new HashSet<>();
    for (Option option : line.getOptions()) {
      if (!seen.add(option)) {
        throw new ParseException("--%s is given more than once".formatted(option.getLongOpt()));
      }
    }
  }

  private static Run run(CommandLine line) throws ParseException {
    boolean once = line.hasOption("once");
    String timeout = line.getOptionValue("timeout");
    if (timeout == null) {
      return new Run(once, Duration.ofSeconds(60));
    }
    String duration = timeout.matches("\\d{1,9}") ? timeout + "s" : timeout;
    Duration limit =
        Durations.positive(duration)
            .orElseThrow(() ->
                new ParseException(
                    "--timeout: '%s' is no duration like 60s or 2m".formatted(timeout)));
    // It would have no effect, and whoever gave it counts on one.
    if (!once) {
      throw new ParseException("--timeout has no effect without --once");
    }
    return new Run(once, limit);
  }

  private static Format format(CommandLine line) throws ParseException {
    String output = line.getOptionValue("output");
    if (output == null) {
      return Format.TEXT;
    }
    return switch (output.toLowerCase(Locale.ROOT)) {
      case "json" -> Format.JSON;
      case "yaml" -> Format.YAML;
      default ->
          throw new ParseException("--output: '%s' is neither json nor yaml".formatted(output));
    };
  }
}
