package dev.runtimeagent.application.setting;

import java.util.Map;
import java.util.Optional;

/** What was set, checked: a value that is there can be used. */
public final class SettingValues {
  private final Map<String, String> texts;

  /**
   * Makes it.
   *
   * @param texts by name what was set, without blanks around it; defaults are not among them
   */
  public SettingValues(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
  }

  /** The value of a setting that has a default or is required. */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new IllegalStateException(setting.name() + " has no value"));
  }

  /** The value of a setting that may have none. */
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable(texts.get(setting.name()))
        .or(setting::standard)
        .flatMap(setting.type().reader());
  }

  /** Whether somebody set it, be it to its default. */
  public boolean isSet(Setting<?> setting) {
    return texts.containsKey(setting.name());
  }

  /** Names only: a value may be secret. */
  @Override
  public String toString() {
    return "SettingValues" + texts.keySet();
  }
}
