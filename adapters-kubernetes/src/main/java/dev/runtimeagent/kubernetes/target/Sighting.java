package dev.runtimeagent.kubernetes.target;

import dev.runtimeagent.domain.plan.HeldApplication;
import java.util.Map;
import java.util.Set;

/**
 * What was seen of an Application last.
 *
 * @param secrets those that were seen of it, by name
 * @param candidates names of the Secrets that it leads to, whether they exist or not
 */
record Sighting(
    Stamp application, Map<String, Stamp> secrets, Set<String> candidates, HeldApplication held) {
  Sighting {
    secrets = Map.copyOf(secrets);
    candidates = Set.copyOf(candidates);
  }
}
