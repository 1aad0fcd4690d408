package dev.runtimeagent.application.port;

/**
 * For having the last word before a request that must not be repeated leaves: asked once, when the
 * connection stands and before the first byte of the request.
 */
public interface SendGate {
  /** Whether to send; after {@code true} the request counts as sent. */
  boolean open();
}
