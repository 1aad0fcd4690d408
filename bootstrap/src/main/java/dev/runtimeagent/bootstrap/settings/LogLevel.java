package dev.runtimeagent.bootstrap.settings;

/** The least level that is logged. */
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR
}
