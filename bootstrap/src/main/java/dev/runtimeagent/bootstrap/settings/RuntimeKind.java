package dev.runtimeagent.bootstrap.settings;

/** What holds Applications, credentials and the connection document. */
public enum RuntimeKind {
  KUBERNETES,
  FILESYSTEM
}
