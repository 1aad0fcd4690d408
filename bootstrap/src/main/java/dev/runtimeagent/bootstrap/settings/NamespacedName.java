package dev.runtimeagent.bootstrap.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** A Kubernetes object's namespace and name, written {@code namespace/name}. */
public record NamespacedName(String namespace, String name) {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /**
   * Reads the Go agent's notation: without a namespace it is {@code default}, and what follows a
   * second slash is ignored.
   */
  static Optional<NamespacedName> parse(String text) {
    String[] parts = text.split("/", -1);
    boolean nameAlone = parts.length == 1 || parts[1].isEmpty();
    String namespace = nameAlone || parts[0].isEmpty() ? "default" : parts[0];
    String name = nameAlone ? parts[0] : parts[1];
    return isNamespace(namespace) && SUBDOMAIN.matcher(name).matches()
        ? Optional.of(new NamespacedName(namespace, name))
        : Optional.empty();
  }

  static boolean isNamespace(String text) {
    return LABEL.matcher(text).matches();
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
