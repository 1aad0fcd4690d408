package dev.runtimeagent.bootstrap.settings;

import dev.runtimeagent.application.form.NamespacedName;
import java.util.Optional;

/**
 * Where the connection's URL, token and ids are read from. Both are there if neither was named: the
 * Secret counts if it exists, else the ConfigMap.
 */
public record ConfigurationLocation(
    Optional<NamespacedName> secret, Optional<NamespacedName> configMap) {
  static ConfigurationLocation inSecret(NamespacedName secret) {
    return new ConfigurationLocation(Optional.of(secret), Optional.empty());
  }

  static ConfigurationLocation inConfigMap(NamespacedName configMap) {
    return new ConfigurationLocation(Optional.empty(), Optional.of(configMap));
  }

  static ConfigurationLocation inSecretElseConfigMap(
      NamespacedName secret, NamespacedName configMap) {
    return new ConfigurationLocation(Optional.of(secret), Optional.of(configMap));
  }
}
