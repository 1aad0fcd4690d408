package dev.runtimeagent.bootstrap.settings;

import dev.runtimeagent.application.setting.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
        hints.add(
            "%s is not a setting; did you mean %s?".formatted(name, Mistyped.nearest(name, names)));
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
}
