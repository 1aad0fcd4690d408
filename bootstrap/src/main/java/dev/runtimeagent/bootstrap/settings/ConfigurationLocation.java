package dev.runtimeagent.bootstrap.settings;

/** Where the connection's URL, token and ids are read from. */
public sealed interface ConfigurationLocation {
  record InSecret(NamespacedName secret) implements ConfigurationLocation {}

  record InConfigMap(NamespacedName configMap) implements ConfigurationLocation {}

  /** Neither was named: the Secret if it exists, else the ConfigMap. */
  record InSecretElseConfigMap(NamespacedName secret, NamespacedName configMap)
      implements ConfigurationLocation {}
}
