package dev.runtimeagent.sandbox.record;

/** Whom a request was meant for. */
public enum Service {
  CONNECTOR,
  DIRECTOR,
  /** A path no rule knows. */
  NONE
}
