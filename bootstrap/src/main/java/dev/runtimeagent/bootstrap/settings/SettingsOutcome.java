package dev.runtimeagent.bootstrap.settings;

import java.util.List;

/** What reading the environment came to. */
public sealed interface SettingsOutcome {
  /** Every variable with the value in effect, in the order of {@link Variable}. */
  List<Row> rows();

  List<String> warnings();

  record Usable(Settings settings, List<Row> rows, List<String> warnings)
      implements SettingsOutcome {}

  record Unusable(List<Problem> problems, List<Row> rows, List<String> warnings)
      implements SettingsOutcome {}

  /**
   * One line of the settings table.
   *
   * @param source the spelling that was set, or {@code default}
   */
  record Row(Variable variable, String value, String source) {}

  /**
   * A value that cannot be used.
   *
   * @param name the spelling that was set
   */
  record Problem(String name, String value, String allowed) {
    @Override
    public String toString() {
      return "%s is \"%s\", but must be %s".formatted(name, value, allowed);
    }
  }
}
