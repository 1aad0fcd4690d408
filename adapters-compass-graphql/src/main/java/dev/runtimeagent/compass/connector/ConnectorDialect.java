package dev.runtimeagent.compass.connector;

import dev.runtimeagent.compass.graphql.ErrorMeaning;
import dev.runtimeagent.compass.graphql.GraphqlDialect;
import dev.runtimeagent.compass.graphql.GraphqlError;

/** How the Connector refuses callers: HTTP 400 and nothing, or errors T and R (P 1.6). */
enum ConnectorDialect implements GraphqlDialect {
  WITH_TOKEN("did not accept the one-time token: it is used, expired or unknown"),
  WITH_CERTIFICATE("did not accept the client certificate: it is revoked, or its Runtime gone");

  private final String refusal;

  ConnectorDialect(String refusal) {
    this.refusal = refusal;
  }

  @Override
  public ErrorMeaning meaning(GraphqlError error) {
    return error.message().startsWith("Failed to authenticate")
        ? ErrorMeaning.NOT_AUTHENTICATED
        : ErrorMeaning.OTHER;
  }

  @Override
  public boolean refusesByEmptyBadRequest() {
    return true;
  }

  @Override
  public String refusal() {
    return refusal;
  }
}
