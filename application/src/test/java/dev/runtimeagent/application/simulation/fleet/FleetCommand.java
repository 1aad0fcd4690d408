package dev.runtimeagent.application.simulation.fleet;

import dev.runtimeagent.application.simulation.fleet.Setup.Incident;
import dev.runtimeagent.application.simulation.fleet.Setup.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code bin/fleet}: runs all fleets, and writes table and picture. */
public final class FleetCommand {
  private static final String BEGIN = "<!-- written by bin/fleet -->\n";
  private static final String END = "<!-- end -->\n";
  private static final List<Duration> PERIODS =
      List.of(Duration.ofSeconds(20), Duration.ofSeconds(180));

  private FleetCommand() {}

  /**
   * Runs it.
   *
   * @param arguments the folder to write to, the number of agents, of pods, and the seed
   */
  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    var agents = Integer.parseInt(arguments[1]);
    var pods = Integer.parseInt(arguments[2]);
    var seed = Long.parseLong(arguments[3]);
    var outcomes =
        Stream.of(Incident.values())
            .flatMap(incident ->
                Stream.of(Kind.values())
                    .flatMap(kind ->
                        PERIODS.stream()
                            .map(period -> new Setup(kind, incident, agents, period, pods, seed))))
            .toList()
            .parallelStream()
            .map(FleetCommand::run)
            .toList();
    var outages = of(Incident.OUTAGE, outcomes);
    var report =
        String.format(
            Locale.ROOT,
            """
            %,d agents, %d pods of the gateway, seed %d:

            %s
            The same where all agents are started anew in the same moment, Compass being there:

            %s\
            """,
            agents,
            pods,
            seed,
            FleetTable.of(outages),
            FleetTable.of(of(Incident.ROLL_OUT, outcomes)));
    System.out.print(report);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("fleet.svg"), FleetPlot.of(outages));
    insert(report, folder.resolve("fleet.md"));
  }

  private static Outcome run(Setup setup) {
    var outcome = Fleet.run(setup);
    System.err.printf("%s, %s: done%n", setup.incident(), setup.words());
    return outcome;
  }

  private static List<Outcome> of(Incident incident, List<Outcome> outcomes) {
    return outcomes.stream().filter(o -> o.setup().incident() == incident).toList();
  }

  private static void insert(String report, Path page) throws IOException {
    var text = Files.exists(page) ? Files.readString(page) : BEGIN + END;
    var before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
    Files.writeString(page, before + "\n" + report + "\n" + text.substring(text.indexOf(END)));
  }
}
