package dev.runtimeagent.bootstrap.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The ways to write the name of a setting. */
final class Spellings {
  private Spellings() {}

  /** The four of them, in the order in which the first one set wins. */
  static SortedSet<String> of(String name) {
    var joined = "APP_" + name.substring("APP_".length()).replace("_", "");
    var spellings = new TreeSet<String>();
    spellings.add(name);
    spellings.add(joined);
    spellings.add(name.toLowerCase(Locale.ROOT));
    spellings.add(joined.toLowerCase(Locale.ROOT));
    return spellings;
  }

  /** The one that is set. */
  static Optional<String> used(String name, Map<String, String> environment) {
    return of(name).stream()
        .filter(spelling -> !environment.getOrDefault(spelling, "").isBlank())
        .findFirst();
  }
}
