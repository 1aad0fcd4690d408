package dev.runtimeagent.domain.catalog;

/** Events of a bundle. */
public record EventDefinition(String id, String name) {}
