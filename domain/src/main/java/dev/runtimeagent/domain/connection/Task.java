package dev.runtimeagent.domain.connection;

/** What an agent may be doing; one thing at a time. */
public enum Task {
  ENROL,
  PROBE,
  CHECK,
  RENEW,
  SYNCHRONIZE,
  REPAIR
}
