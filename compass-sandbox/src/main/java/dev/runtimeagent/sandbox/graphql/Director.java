package dev.runtimeagent.sandbox.graphql;

import dev.runtimeagent.sandbox.http.HttpAnswer;
import dev.runtimeagent.sandbox.landscape.Credential;
import dev.runtimeagent.sandbox.landscape.Landscape;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import dev.runtimeagent.sandbox.landscape.SystemAuths;
import graphql.schema.TypeResolver;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The Director: what a Runtime may know and say (P 2). */
public final class Director {

  private static final TypeResolver CREDENTIAL =
      env ->
          switch (Objects.requireNonNull(env.<Object>getObject())) {
            case Credential.Basic _ -> env.getSchema().getObjectType("BasicCredentialData");
            case Credential.OAuth _ -> env.getSchema().getObjectType("OAuthCredentialData");
            default -> env.getSchema().getObjectType("CertificateOAuthCredentialData");
          };

  private static final TypeResolver NEVER_ASKED =
      _ -> {
        throw new IllegalStateException("no field has this interface as its type");
      };

  private final GraphQlService service;

  /**
   * One call and its memory.
   *
   * @param caller the Runtime that asks, if it was recognised
   * @param cuts page arguments by name of the nested field, as the first to be resolved gave them
   */
  record Call(Optional<RegisteredRuntime> caller, Map<String, Page.Cut> cuts) {}

  /** A Director over that landscape. */
  public Director(Landscape landscape, SystemAuths systemAuths, Clock clock) {
    this.service =
        new GraphQlService(
            "director.graphqls",
            new DirectorFields(landscape, systemAuths, clock),
            Map.of(
                "CredentialData", CREDENTIAL, "Pageable", NEVER_ASKED, "OneTimeToken", NEVER_ASKED),
            true);
  }

  /** Executes an operation for the Runtime, or for nobody. */
  public HttpAnswer execute(
      GraphQlRequest request, Optional<RegisteredRuntime> caller, boolean shuffleErrors) {
    return service.execute(request, new Call(caller, new HashMap<>()), shuffleErrors);
  }

  /** The answer for a tenant that exists but is not the caller's (P 2.9). */
  public static HttpAnswer tenantNotFound(String tenant) {
    return GraphQlService.failed(400, ServiceException.tenantNotFound(tenant));
  }
}
