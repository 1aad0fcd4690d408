package dev.runtimeagent.bootstrap.settings;

import dev.runtimeagent.application.setting.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is odd about an environment without making it unusable. */
final class EnvironmentHints {
  /** Had an effect in an older version; accepted, so that an old Deployment starts unchanged. */
  static final Set<String> OBSOLETE =
      Set.of(
          "APP_GATEWAY_PORT",
          "APP_UPLOAD_SERVICE_URL",
          "APP_ENABLE_API_PACKAGES",
          "APP_DIRECTOR_PROXY_PORT",
          "APP_DIRECTOR_PROXY_INSECURE_SKIP_VERIFY",
          "APP_CA_CERT_SECRET_TO_MIGRATE",
          "APP_CA_CERT_SECRET_KEYS_TO_MIGRATE",
          "APP_CLUSTER_CERTIFICATES_SECRET_TO_MIGRATE",
          "APP_AGENT_CONFIGURATION_SECRET_TO_MIGRATE");

  private EnvironmentHints() {}

  static List<String> of(Map<String, String> environment, Collection<Setting<?>> settings) {
    List<String> names = settings.stream().<String>map(Setting::name).toList();
    Set<String> knownSpellings = new HashSet<>();
    names.forEach(name -> knownSpellings.addAll(Spellings.of(name)));
    OBSOLETE.forEach(name -> knownSpellings.addAll(Spellings.of(name)));
    List<String> hints = new ArrayList<>();
    for (String name : new TreeMap<>(environment).keySet()) {
      if ((name.startsWith("APP_") || name.startsWith("app_")) && !knownSpellings.contains(name)) {
        hints.add("%s is not a setting; did you mean %s?".formatted(name, nearestTo(name, names)));
      }
    }
    for (String known : names) {
      List<String> set =
          Spellings.of(known).stream()
              .filter(name -> !environment.getOrDefault(name, "").isBlank())
              .toList();
      for (String ignored : set.subList(Math.min(1, set.size()), set.size())) {
        hints.add("%s is ignored, because %s is set".formatted(ignored, set.getFirst()));
      }
    }
    return List.copyOf(hints);
  }

  private static String nearestTo(String name, List<String> names) {
    String wanted = name.toUpperCase(Locale.ROOT);
    return names.stream()
        .min(
            Comparator.comparingInt(
                known -> Math.min(distance(wanted, known), distanceByWords(wanted, known))))
        .orElseThrow();
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
