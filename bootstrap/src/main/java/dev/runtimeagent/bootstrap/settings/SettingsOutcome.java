package dev.runtimeagent.bootstrap.settings;

import dev.runtimeagent.application.setting.Setting;
import java.util.List;

/** What reading the environment came to. */
public sealed interface SettingsOutcome {
  /** Every setting with the value in effect: the agent's own, then those of each Runtime. */
  List<Row> rows();

  List<String> warnings();

  record Usable(Settings settings, Choice choice, List<Row> rows, List<String> warnings)
      implements SettingsOutcome {}

  /**
   * Nothing can be done with it.
   *
   * @param problems a sentence each, with what to do
   */
  record Unusable(List<String> problems, List<Row> rows, List<String> warnings)
      implements SettingsOutcome {}

  /**
   * One line of the settings table.
   *
   * @param owners the Runtimes that declare it; none for one of the agent's own
   * @param value as it may be shown; empty if there is none
   * @param source the spelling that was set, or {@code default}
   */
  record Row(Setting<?> setting, List<String> owners, String value, String source) {}
}
