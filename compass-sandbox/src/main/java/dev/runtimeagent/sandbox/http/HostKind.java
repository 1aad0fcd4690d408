package dev.runtimeagent.sandbox.http;

/** The two hosts of Compass (P 0.2). */
public enum HostKind {
  /** Asks for no client certificate. */
  TOKEN,
  /** Demands a client certificate. */
  MTLS
}
