package dev.runtimeagent.domain.connection;

import dev.runtimeagent.domain.SecretText;
import java.net.URI;

/**
 * What an operator configures so that a Runtime can be connected: the four keys {@code
 * CONNECTOR_URL}, {@code TOKEN}, {@code RUNTIME_ID} and {@code TENANT}, trimmed and checked.
 */
public record ConnectionConfiguration(
    URI connectorUrl, SecretText token, String runtimeId, String tenant) {

  public TokenHash tokenHash() {
    return TokenHash.of(token);
  }
}
