package dev.runtimeagent.compass.director;

import dev.runtimeagent.compass.graphql.ErrorMeaning;
import dev.runtimeagent.compass.graphql.GraphqlDialect;
import dev.runtimeagent.compass.graphql.GraphqlError;

/** How the Director refuses: by code, of which 23 without scopes is lost authentication (P 2.9). */
enum DirectorDialect implements GraphqlDialect {
  INSTANCE;

  private static final int INVALID_DATA = 22;
  private static final int INSUFFICIENT_SCOPES = 23;
  private static final int TENANT_NOT_FOUND = 25;

  @Override
  public ErrorMeaning meaning(GraphqlError error) {
    var message = error.message();
    return switch (error.code().orElse(0)) {
      case INSUFFICIENT_SCOPES ->
          message.contains("[actual=;") || message.contains("[actual=]")
              ? ErrorMeaning.NOT_AUTHENTICATED
              : ErrorMeaning.SCOPES_MISSING;
      case TENANT_NOT_FOUND -> ErrorMeaning.WRONG_TENANT;
      case INVALID_DATA ->
          message.contains("runtime does not exist")
              ? ErrorMeaning.UNKNOWN_RUNTIME
              : ErrorMeaning.OTHER;
      default -> ErrorMeaning.OTHER;
    };
  }

  @Override
  public boolean refusesByEmptyBadRequest() {
    return false;
  }

  @Override
  public String refusal() {
    return "grants the client certificate nothing: it is revoked, its Runtime gone, or TENANT"
        + " unknown";
  }
}
