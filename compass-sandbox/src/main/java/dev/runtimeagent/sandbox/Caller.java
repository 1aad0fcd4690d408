package dev.runtimeagent.sandbox;

import dev.runtimeagent.sandbox.landscape.SystemAuth;
import java.util.Optional;

/**
 * Whom token or certificate and the {@code Tenant} header make of a request.
 *
 * @param systemAuth empty if nobody was recognised
 * @param foreignTenant the tenant named, if it exists but is not the caller's
 */
record Caller(Optional<SystemAuth> systemAuth, Optional<String> foreignTenant) {

  static final Caller NOBODY = new Caller(Optional.empty(), Optional.empty());
}
