package dev.runtimeagent.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.bootstrap.cli.CommandLineParser.Parsed;
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
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineParserTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLineParser parser =
      new CommandLineParser(new PrintWriter(out), new PrintWriter(err));

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of("run", new Run(false, Duration.ofSeconds(60))),
        Arguments.of("run --once", new Run(true, Duration.ofSeconds(60))),
        Arguments.of("run --once --timeout 2m", new Run(true, Duration.ofMinutes(2))),
        Arguments.of("run --once --timeout=90", new Run(true, Duration.ofSeconds(90))),
        Arguments.of("status", new ShowStatus(false, Format.TEXT)),
        Arguments.of("status --watch", new ShowStatus(true, Format.TEXT)),
        Arguments.of("status -o json", new ShowStatus(false, Format.JSON)),
        Arguments.of("status -w -o YAML", new ShowStatus(true, Format.YAML)),
        Arguments.of("status --output=Json", new ShowStatus(false, Format.JSON)),
        Arguments.of("status -ojson", new ShowStatus(false, Format.JSON)),
        Arguments.of("status -o=json", new ShowStatus(false, Format.JSON)),
        Arguments.of("status -wo json", new ShowStatus(true, Format.JSON)),
        Arguments.of("status -wojson", new ShowStatus(true, Format.JSON)),
        Arguments.of("run --timeout 1m30s --once --", new Run(true, Duration.ofSeconds(90))),
        Arguments.of("plan", new ShowPlan()),
        Arguments.of("approve", new ApproveLosses()),
        Arguments.of("reconnect", new Reconnect()),
        Arguments.of("resync", new Resync()),
        Arguments.of("rotate", new Rotate()),
        Arguments.of("settings", new ShowSettings()),
        Arguments.of("version", new ShowVersion()),
        Arguments.of("--version", new ShowVersion()),
        Arguments.of("-V", new ShowVersion()),
        Arguments.of("-V extra", new ShowVersion()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void understands(String line, Request request) {
    assertThat(parser.parse(line.split(" "))).isEqualTo(new Parsed.Requested(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "run",
        "status",
        "plan",
        "approve",
        "reconnect",
        "resync",
        "rotate",
        "settings",
        "version"
      })
  void showsHelpEverywhere(String command) {
    String[] args = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};
    assertThat(parser.parse(args)).isEqualTo(new Parsed.Done(ExitCode.GOOD));
    assertThat(out.toString())
        .startsWith(("Usage: runtime-agent " + command).strip())
        .doesNotContainPattern("(-\\w|--\\w+), \\1\\b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run -h",
        "run -h extra",
        "run extra --help",
        "run --twice -h",
        "run -hx",
        "run -h -h",
        "run --timeout 5 --help",
        "run --once --timeout soon -h"
      })
  void helpsBesideAllThatIsWrong(String line) {
    assertThat(parser.parse(line.split(" "))).isEqualTo(new Parsed.Done(ExitCode.GOOD));
    assertThat(out.toString())
        .isEqualTo(
            """
            Usage: runtime-agent run [-h] [--once] [--timeout=<duration>]
            Connect to Compass, stay connected and synchronize Applications.
              -h, --help                Show this help and end.
                  --once                End with 0 once synchronized.
                  --timeout=<duration>  How long --once may take (default: 60s).
            """);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "-hV", "-V --help", "-h status", "xyzzy -h", "-x -h", "-hx"})
  void helpsWithTheProgram(String line) {
    assertThat(parser.parse(line.split(" "))).isEqualTo(new Parsed.Done(ExitCode.GOOD));
    assertThat(out.toString())
        .startsWith("Usage: runtime-agent [-h] [-V] [COMMAND]\n")
        .contains(
            "\n  -h, --help     Show this help and end.\n",
            "\n  plan       Show what a synchronization would do, without doing it.\n",
            "\nExit codes: 0 good,")
        .endsWith("\n");
    assertThat(out.toString().lines()).allMatch(shown -> shown.length() < 80);
    assertThat(err.toString()).isEmpty();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("runn", "'runn' is no command; did you mean run?"),
        Arguments.of("STATUS", "'STATUS' is no command; did you mean status?"),
        Arguments.of("sync", "'sync' is no command; did you mean resync?"),
        Arguments.of("xyzzy", "'xyzzy' is no command"),
        Arguments.of("-- run", "'run' must come first"),
        Arguments.of("", "'' is no command"),
        Arguments.of("-", "'-' is no command"),
        Arguments.of("@file", "'@file' is no command"),
        Arguments.of("-- --help", "'--help' is no command"),
        Arguments.of("-x", "'-x' is no option of runtime-agent"),
        Arguments.of("-w status", "'-w' is no option of runtime-agent"),
        Arguments.of("--hel", "'--hel' is no option of runtime-agent; did you mean --help?"),
        Arguments.of("--version=1", "--version takes no value"),
        Arguments.of("run --bogus", "'--bogus' is no option of runtime-agent run"),
        Arguments.of(
            "run --onc", "'--onc' is no option of runtime-agent run; did you mean --once?"),
        Arguments.of(
            "run --tim=5 --once",
            "'--tim=5' is no option of runtime-agent run; did you mean --timeout?"),
        Arguments.of("run -1", "'-1' is no option of runtime-agent run"),
        Arguments.of("run -=", "'-=' is no option of runtime-agent run"),
        Arguments.of("run --h", "'--h' is no option of runtime-agent run; did you mean --help?"),
        Arguments.of("run -V", "'-V' is no option of runtime-agent run"),
        Arguments.of("run --once=true", "--once takes no value"),
        Arguments.of("run now", "'now' is superfluous: runtime-agent run takes no arguments"),
        Arguments.of("run run", "'run' is superfluous: runtime-agent run takes no arguments"),
        Arguments.of("run once=1", "'once=1' is superfluous: runtime-agent run takes no arguments"),
        Arguments.of("run -", "'-' is superfluous: runtime-agent run takes no arguments"),
        Arguments.of(
            "run -- --once", "'--once' is superfluous: runtime-agent run takes no arguments"),
        Arguments.of("run --once --once", "--once is given more than once"),
        Arguments.of("run --once --timeout 5 --timeout=6", "--timeout is given more than once"),
        Arguments.of(
            "run --once --timeout soon", "--timeout: 'soon' is no duration like 60s or 2m"),
        Arguments.of("run --once --timeout 0", "--timeout: '0' is no duration like 60s or 2m"),
        Arguments.of("run --once --timeout -5m", "--timeout: '-5m' is no duration like 60s or 2m"),
        Arguments.of("run --once --timeout=", "--timeout: '' is no duration like 60s or 2m"),
        Arguments.of(
            "run --once --timeout \"5s\"", "--timeout: '\"5s\"' is no duration like 60s or 2m"),
        Arguments.of(
            "run --once --timeout 1234567890",
            "--timeout: '1234567890' is no duration like 60s or 2m"),
        Arguments.of("run --timeout", "--timeout needs a value: <duration>"),
        Arguments.of("run --timeout --once", "--timeout needs a value: <duration>"),
        Arguments.of("run --timeout 5", "--timeout has no effect without --once"),
        Arguments.of("status -ww", "--watch is given more than once"),
        Arguments.of("status -w=true", "-w takes no value"),
        Arguments.of("status -wx", "'-wx' is no option of runtime-agent status"),
        Arguments.of(
            "status --wach",
            "'--wach' is no option of runtime-agent status; did you mean --watch?"),
        Arguments.of("status -o xml", "--output: 'xml' is neither json nor yaml"),
        Arguments.of("status -o", "--output needs a value: json|yaml"),
        Arguments.of("status -o -w", "--output needs a value: json|yaml"),
        Arguments.of(
            "status \u001b[31m",
            "'\\u001b[31m' is superfluous: runtime-agent status takes no arguments"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrongAndWhereHelpIs(String line, String complaint) {
    assertThat(parser.parse(line.split(" "))).isEqualTo(new Parsed.Done(ExitCode.USAGE));
    String first = line.split(" ", 2)[0];
    String command =
        List.of("run", "status").contains(first) ? "runtime-agent " + first : "runtime-agent";
    assertThat(err.toString().lines())
        .containsExactly("error: " + complaint, "Try '" + command + " --help'");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void takesAnEmptyArgumentForOne() {
    assertThat(parser.parse("plan", "")).isEqualTo(new Parsed.Done(ExitCode.USAGE));
    assertThat(err.toString()).startsWith("error: '' is superfluous");
  }

  @Test
  void showsUsageWhenNothingIsAsked() {
    assertThat(parser.parse()).isEqualTo(new Parsed.Done(ExitCode.USAGE));
    assertThat(err.toString()).startsWith("Usage: runtime-agent");
    assertThat(out.toString()).isEmpty();
  }
}
