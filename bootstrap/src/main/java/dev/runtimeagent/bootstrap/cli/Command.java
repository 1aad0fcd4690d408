package dev.runtimeagent.bootstrap.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** What can be asked for, with the words that {@code --help} has for it. */
enum Command {
  /** No command, the program itself. */
  NONE("", "Connects a Kyma Runtime to Compass and keeps it in step."),
  RUN("run", "Connect to Compass, stay connected and synchronize Applications."),
  STATUS("status", "Show the connection and the Applications."),
  PLAN("plan", "Show what a synchronization would do, without doing it."),
  APPROVE("approve", "Let the held losses happen now."),
  RECONNECT("reconnect", "Pair anew with the configured token, if it is unused."),
  RESYNC("resync", "Synchronize now."),
  ROTATE("rotate", "Renew the client certificate now."),
  SETTINGS("settings", "Show all settings and where they come from."),
  VERSION("version", "Show the version.");

  private static final String FOOTER =
      """

      Settings come from environment variables; see 'runtime-agent settings'.

      Exit codes: 0 good, 1 failed, 2 usage or settings, 3 not connected,
      4 losses held.
      """;

  private final String word;
  private final String description;

  Command(String word, String description) {
    this.word = word;
    this.description = description;
  }

  static Optional<Command> named(String word) {
    return named().filter(command -> command.word.equals(word)).findAny();
  }

  static List<String> words() {
    return named().map(command -> command.word).toList();
  }

  private static Stream<Command> named() {
    return Arrays.stream(values()).filter(command -> command != NONE);
  }

  Options options() {
    Options options = new Options().addOption("h", "help", false, "Show this help and end.");
    return switch (this) {
      case NONE -> options.addOption("V", "version", false, "Show the version and end.");
      case RUN ->
          options
              .addOption(null, "once", false, "End with 0 once synchronized.")
              .addOption(
                  Option.builder()
                      .longOpt("timeout")
                      .hasArg()
                      .argName("<duration>")
                      .desc("How long --once may take (default: 60s).")
                      .get());
      case STATUS ->
          options
              .addOption(
                  Option.builder("o")
                      .longOpt("output")
                      .hasArg()
                      .argName("json|yaml")
                      .desc("Show the whole connection document.")
                      .get())
              .addOption("w", "watch", false, "Go on showing changes until interrupted.");
      case PLAN, APPROVE, RECONNECT, RESYNC, ROTATE, SETTINGS, VERSION -> options;
    };
  }

  void printHelp(PrintWriter to) {
    StringBuilder usage = new StringBuilder("Usage: ").append(this);
    Map<String, String> options = new LinkedHashMap<>();
    for (Option option : options().getOptions()) {
      String value = option.hasArg() ? "=" + option.getArgName() : "";
      String letter = option.getOpt() == null ? "" : "-" + option.getOpt();
      String name = "--" + option.getLongOpt();
      usage.append(" [").append(letter.isEmpty() ? name : letter).append(value).append(']');
      options.put(
          (letter.isEmpty() ? "    " : letter + ", ") + name + value, option.getDescription());
    }
    to.println(usage.append(this == NONE ? " [COMMAND]" : ""));
    to.println(description);
    printTable(options, to);
    if (this == NONE) {
      Map<String, String> commands = new LinkedHashMap<>();
      named().forEach(command -> commands.put(command.word, command.description));
      to.println("Commands:");
      printTable(commands, to);
      to.print(FOOTER);
    }
    to.flush();
  }

  private static void printTable(Map<String, String> rows, PrintWriter to) {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    rows.forEach(
        (name, text) -> to.println("  " + name + " ".repeat(width - name.length() + 2) + text));
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return ("runtime-agent " + word).strip();
  }
}
