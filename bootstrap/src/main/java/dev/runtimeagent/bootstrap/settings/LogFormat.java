package dev.runtimeagent.bootstrap.settings;

/** The form of a log line. */
public enum LogFormat {
  JSON,
  TEXT
}
