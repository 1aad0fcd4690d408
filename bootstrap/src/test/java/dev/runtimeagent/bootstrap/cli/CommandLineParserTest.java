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
      new CommandLineParser(new PrintWriter(out), new PrintWriter(err), false);

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
        Arguments.of("plan", new ShowPlan()),
        Arguments.of("approve", new ApproveLosses()),
        Arguments.of("reconnect", new Reconnect()),
        Arguments.of("resync", new Resync()),
        Arguments.of("rotate", new Rotate()),
        Arguments.of("settings", new ShowSettings()),
        Arguments.of("version", new ShowVersion()),
        Arguments.of("--version", new ShowVersion()));
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
        "runn",
        "run --twice",
        "run now",
        "run --once --timeout soon",
        "run --once --timeout 0",
        "run --timeout",
        "run --timeout 5",
        "status -o xml"
      })
  void refusesWhatItDoesNotKnow(String line) {
    assertThat(parser.parse(line.split(" "))).isEqualTo(new Parsed.Done(ExitCode.USAGE));
    assertThat(err.toString()).isNotBlank().doesNotContain("Exception");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void showsUsageWhenNothingIsAsked() {
    assertThat(parser.parse()).isEqualTo(new Parsed.Done(ExitCode.USAGE));
    assertThat(err.toString()).startsWith("Usage: runtime-agent");
  }
}
