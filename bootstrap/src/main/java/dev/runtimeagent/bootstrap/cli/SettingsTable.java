package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.bootstrap.settings.SettingsOutcome;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Row;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Shows every setting with its value, its source, its Runtimes and its meaning. */
final class SettingsTable {
  private SettingsTable() {}

  static void print(SettingsOutcome outcome, PrintWriter out) {
    List<Row> rows = outcome.rows();
    int nameWidth = width(rows.stream().map(row -> row.setting().name()).toList());
    int valueWidth = width(rows.stream().map(SettingsTable::value).toList());
    int sourceWidth = width(rows.stream().map(Row::source).toList());
    int ownerWidth = width(rows.stream().map(SettingsTable::owners).toList());
    String line =
        "%-"
            + nameWidth
            + "s  %-"
            + valueWidth
            + "s  %-"
            + sourceWidth
            + "s  %-"
            + ownerWidth
            + "s  %s%n";
    out.printf(Locale.ROOT, line, "NAME", "VALUE", "SOURCE", "RUNTIME", "MEANING");
    for (Row row : rows) {
      out.printf(
          Locale.ROOT,
          line,
          row.setting().name(),
          value(row),
          row.source(),
          owners(row),
          row.setting().meaning());
    }
  }

  private static String value(Row row) {
    return row.value().isEmpty() ? "-" : row.value();
  }

  /** Which Runtimes it is for. */
  private static String owners(Row row) {
    return row.owners().isEmpty() ? "all" : String.join(",", row.owners());
  }

  private static int width(List<String> cells) {
    return cells.stream().mapToInt(String::length).max().orElse(1);
  }
}
