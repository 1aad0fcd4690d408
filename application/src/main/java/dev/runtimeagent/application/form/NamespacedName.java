package dev.runtimeagent.application.form;

/** Where a namespaced resource lives, written {@code namespace/name}. */
public record NamespacedName(String namespace, String name) {
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
