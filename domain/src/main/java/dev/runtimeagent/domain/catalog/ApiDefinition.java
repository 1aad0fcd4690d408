package dev.runtimeagent.domain.catalog;

/** An API of a bundle. The same id may occur in several bundles, and the URL be empty (P 2.8). */
public record ApiDefinition(String id, String name, String targetUrl) {}
