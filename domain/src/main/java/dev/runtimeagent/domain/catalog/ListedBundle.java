package dev.runtimeagent.domain.catalog;

import java.util.Optional;

/** A bundle as listed: its definitions may go on behind the first page. */
public record ListedBundle(
    String id,
    String name,
    Optional<String> description,
    Optional<String> instanceAuthRequestInputSchema,
    Auth auth,
    Page<ApiDefinition> apis,
    Page<EventDefinition> events) {}
