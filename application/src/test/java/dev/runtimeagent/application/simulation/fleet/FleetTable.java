package dev.runtimeagent.application.simulation.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Outcomes of one incident as a table of Markdown, a column each. */
final class FleetTable {
  private static final Duration STEADY = Duration.ofMinutes(5);
  private static final Duration RUSH = Duration.ofMinutes(10);

  private final List<Outcome> outcomes;
  private final StringBuilder table = new StringBuilder();

  private FleetTable(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  static String of(List<Outcome> outcomes) {
    var table = new FleetTable(outcomes);
    table.fill(outcomes.getFirst().setup());
    return table.table.toString();
  }

  private void fill(Setup setup) {
    row("", o -> o.setup().words());
    row("---", _ -> "---:");
    span("before", Setup.INCIDENT.minus(STEADY), Setup.INCIDENT);
    if (setup.incident() == Setup.Incident.OUTAGE) {
      row(
          "most requests within a second of the outage",
          o -> number(o.traffic().peak(Setup.INCIDENT, o.setup().over())));
      row(
          "requests/s towards its end",
          o -> number(o.traffic().rate(setup.over().minus(STEADY), setup.over())));
    }
    row(
        "most requests within a second after it",
        o -> number(o.traffic().peak(setup.over(), setup.end())));
    row(
        "refused in the first 10 min after it",
        o -> number(o.traffic().limited(setup.over(), setup.over().plus(RUSH))));
    row("half of the agents back after", o -> back(o, 50));
    row("99 % of the agents back after", o -> back(o, 99));
    row("all agents back after", o -> back(o, 100));
    span("at last", setup.end().minus(STEADY), setup.end());
  }

  private void span(String when, Duration from, Duration until) {
    row("requests/s " + when, o -> number(o.traffic().rate(from, until)));
    row(
        "refused of these",
        o -> {
          var asked = o.traffic().rate(from, until) * until.minus(from).toSeconds();
          return percent(o.traffic().limited(from, until), asked);
        });
    row(
        "agents Synchronized " + when,
        o -> percent(o.traffic().inSync(from, until), o.setup().agents()));
  }

  private void row(String title, Function<Outcome, String> cell) {
    table.append(
        outcomes.stream()
            .map(cell)
            .collect(Collectors.joining(" | ", "| " + title + " | ", " |\n")));
  }

  private static String back(Outcome outcome, int percent) {
    return outcome
        .back(percent)
        .map(after -> after.toMinutes() + " min " + after.toSecondsPart() + " s")
        .orElse(
            "not within "
                + outcome.setup().end().minus(outcome.setup().over()).toMinutes()
                + " min");
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  private static String percent(double part, double whole) {
    return number(whole == 0 ? 0 : 100 * part / whole) + " %";
  }
}
