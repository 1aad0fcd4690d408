package dev.runtimeagent.bootstrap.wiring;

import dev.runtimeagent.compass.http.TrustFinding;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The warning that servers are not verified, and what verification would have found. */
public final class SkippedVerification {
  private final boolean skipping;
  private final Map<String, Optional<String>> byHost = new ConcurrentHashMap<>();

  SkippedVerification(boolean skipping) {
    this.skipping = skipping;
  }

  boolean applies() {
    return skipping;
  }

  void found(TrustFinding finding) {
    byHost.put(finding.host(), finding.problem());
  }

  /** What to tell, or nothing where servers are verified. */
  public Optional<String> warning() {
    if (!skipping) {
      return Optional.empty();
    }
    var told =
        new StringBuilder("APP_SKIP_COMPASS_TLS_VERIFY is true: the servers are not verified");
    new TreeMap<>(byHost)
        .forEach((host, problem) ->
            told.append("; ")
                .append(host)
                .append(problem.map(p -> " would be refused: " + p).orElse(" would pass")));
    return Optional.of(told.toString());
  }
}
