package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.domain.plan.DeletionGuard;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an operator chose for synchronizing.
 *
 * @param eventsUrl value of the Runtime's label {@code runtime_eventServiceUrl}; empty sets none
 * @param consoleUrl value of the Runtime's label {@code runtime_consoleUrl}; empty sets none
 * @param capacity what the agent can hold of a listing, in bytes
 */
public record SyncSettings(
    DeletionGuard.Settings guard, String eventsUrl, String consoleUrl, long capacity) {
  /** Labels to set, with their values (B-170). */
  Map<String, String> labels() {
    var labels = new LinkedHashMap<String, String>();
    labels.put("runtime_eventServiceUrl", eventsUrl);
    labels.put("runtime_consoleUrl", consoleUrl);
    labels.values().removeIf(String::isBlank);
    return labels;
  }
}
