package dev.runtimeagent.sandbox.landscape;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** A Runtime as registered in Compass. */
public record RegisteredRuntime(
    String id,
    String name,
    String tenant,
    Set<String> formations,
    Map<String, Object> labels,
    String condition,
    Instant conditionAt) {

  public RegisteredRuntime {
    Objects.requireNonNull(id, "a runtime needs an id");
    Objects.requireNonNull(name, "a runtime needs a name");
    Objects.requireNonNull(tenant, "a runtime needs a tenant");
    formations = Set.copyOf(formations);
    labels = new TreeMap<>(labels);
  }

  RegisteredRuntime withFormations(Set<String> newFormations) {
    return new RegisteredRuntime(id, name, tenant, newFormations, labels, condition, conditionAt);
  }

  RegisteredRuntime withCondition(String newCondition, Instant at) {
    return new RegisteredRuntime(id, name, tenant, formations, labels, newCondition, at);
  }

  RegisteredRuntime withLabel(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(labels);
    more.put(key, value);
    return new RegisteredRuntime(id, name, tenant, formations, more, condition, conditionAt);
  }

  RegisteredRuntime withoutLabel(String key) {
    Map<String, Object> fewer = new LinkedHashMap<>(labels);
    fewer.remove(key);
    return new RegisteredRuntime(id, name, tenant, formations, fewer, condition, conditionAt);
  }
}
