package dev.runtimeagent.application.setting;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that can be set from outside. Several may declare the same one, where they mean the
 * same by it: all of its parts are equal then.
 *
 * @param name as in the environment: {@code APP_} and then capital letters, digits and underscores
 * @param standard the default, as one would write it
 * @param required whether there must be a value where there is no default
 * @param meaning what it is for, in words, for the table of settings
 */
public record Setting<T>(
    String name, SettingType<T> type, Optional<String> standard, boolean required, String meaning) {
  private static final Pattern NAME = Pattern.compile("APP(_[A-Z0-9]+)+");

  public Setting {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" is no name of a setting");
    }
    if (standard.isPresent() && standard.flatMap(type.reader()).isEmpty()) {
      throw new IllegalArgumentException(name + " has a default that cannot be used");
    }
  }

  /** One that always has a value. */
  public static <T> Setting<T> withDefault(
      String name, SettingType<T> type, String standard, String meaning) {
    return new Setting<>(name, type, Optional.of(standard), false, meaning);
  }

  /** One that may have none. */
  public static <T> Setting<T> optional(String name, SettingType<T> type, String meaning) {
    return new Setting<>(name, type, Optional.empty(), false, meaning);
  }

  /** One that must be set where its Runtime is used. */
  public static <T> Setting<T> required(String name, SettingType<T> type, String meaning) {
    return new Setting<>(name, type, Optional.empty(), true, meaning);
  }
}
