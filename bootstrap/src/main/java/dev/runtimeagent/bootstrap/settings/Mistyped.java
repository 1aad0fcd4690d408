package dev.runtimeagent.bootstrap.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What whoever wrote an unknown name may have meant. */
public final class Mistyped {
  private Mistyped() {}

  /** The likeliest of those names that have at least half of their letters right. */
  public static Optional<String> near(String written, Collection<String> names) {
    return names.stream()
        .filter(name -> 2 * distanceOf(written, name) <= Math.max(written.length(), name.length()))
        .min(Comparator.comparingInt(name -> distanceOf(written, name)));
  }

  /** The likeliest of some names, however unlikely it is. */
  static String nearest(String written, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distanceOf(written, name)))
        .orElseThrow();
  }

  private static int distanceOf(String written, String name) {
    String from = written.toLowerCase(Locale.ROOT);
    String to = name.toLowerCase(Locale.ROOT);
    return Math.min(distance(from, to), distanceByWords(from, to));
  }

  /** A word that is left out is a smaller mistake than its letters are. */
  private static int distanceByWords(String from, String to) {
    List<String> left = new ArrayList<>(List.of(to.split("_", -1)));
    int distance = 0;
    for (String word : from.split("_", -1)) {
      String nearest =
          left.stream().min(Comparator.comparingInt(known -> distance(word, known))).orElse("");
      distance += distance(word, nearest);
      left.remove(nearest);
    }
    return distance + left.size();
  }

  /** Levenshtein's distance. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    Arrays.setAll(previous, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
