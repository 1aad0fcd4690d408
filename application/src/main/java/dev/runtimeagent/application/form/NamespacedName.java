package dev.runtimeagent.application.form;

/** Where a namespaced resource lives. */
public record NamespacedName(String namespace, String name) {}
