package dev.runtimeagent.domain.catalog;

import java.util.List;
import java.util.Optional;

/** APIs and events that share one way of authentication, in Compass' order. */
public record Bundle(
    String id,
    String name,
    Optional<String> description,
    Optional<String> instanceAuthRequestInputSchema,
    Auth auth,
    List<ApiDefinition> apis,
    List<EventDefinition> events) {
  public Bundle {
    apis = List.copyOf(apis);
    events = List.copyOf(events);
  }
}
