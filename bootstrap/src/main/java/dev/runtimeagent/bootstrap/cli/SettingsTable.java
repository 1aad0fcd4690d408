package dev.runtimeagent.bootstrap.cli;

import dev.runtimeagent.bootstrap.settings.SettingsOutcome;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Row;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Shows every setting with its value, its source and its purpose. */
final class SettingsTable {
  private SettingsTable() {}

  static void print(SettingsOutcome outcome, PrintWriter out) {
    List<Row> rows = outcome.rows();
    int nameWidth = width(rows.stream().map(row -> row.variable().variableName()).toList());
    int valueWidth = width(rows.stream().map(SettingsTable::value).toList());
    int sourceWidth = width(rows.stream().map(Row::source).toList());
    String line = "%-" + nameWidth + "s  %-" + valueWidth + "s  %-" + sourceWidth + "s  %s%n";
    out.printf(Locale.ROOT, line, "NAME", "VALUE", "SOURCE", "MEANING");
    for (Row row : rows) {
      out.printf(
          Locale.ROOT,
          line,
          row.variable().variableName(),
          value(row),
          row.source(),
          row.variable().purpose());
    }
  }

  private static String value(Row row) {
    return row.value().isEmpty() ? "-" : row.value();
  }

  private static int width(List<String> cells) {
    return cells.stream().mapToInt(String::length).max().orElse(1);
  }
}
