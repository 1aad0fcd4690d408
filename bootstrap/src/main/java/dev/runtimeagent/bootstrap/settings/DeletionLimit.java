package dev.runtimeagent.bootstrap.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many losses within an hour are carried out at once. */
public sealed interface DeletionLimit {
  record Count(int losses) implements DeletionLimit {}

  record Percentage(int percent) implements DeletionLimit {}

  static Optional<DeletionLimit> parse(String text) {
    Matcher number = Pattern.compile("(\\d{1,9})(\\s*%)?").matcher(text);
    if (!number.matches()) {
      return Optional.empty();
    }
    int value = Integer.parseInt(number.group(1));
    if (number.group(2) == null) {
      return Optional.of(new Count(value));
    }
    return value <= 100 ? Optional.of(new Percentage(value)) : Optional.empty();
  }
}
