package dev.runtimeagent.sandbox.graphql;

import dev.runtimeagent.sandbox.certificate.CertificateFlaw;
import dev.runtimeagent.sandbox.certificate.ClientCertificates;
import dev.runtimeagent.sandbox.certificate.Revocations;
import dev.runtimeagent.sandbox.certificate.SignedCertificate;
import dev.runtimeagent.sandbox.certificate.SigningRefused;
import dev.runtimeagent.sandbox.http.HttpAnswer;
import dev.runtimeagent.sandbox.landscape.SystemAuth;
import dev.runtimeagent.sandbox.landscape.SystemAuths;
import graphql.schema.DataFetchingEnvironment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Connector: tokens into certificates (P 1). */
public final class Connector {

  /** Error T of P 1.6. */
  private static final String NOT_AUTHENTICATED =
      "Failed to authenticate request. Token authentication error: Failed to authenticate with one"
          + " time token.. Certificate authentication error: Failed to authenticate with"
          + " Certificate. Invalid subject.";

  /** Error R of P 1.6. */
  private static final String NO_CERTIFICATE =
      "Failed to authenticate with certificate: Failed to authenticate with Certificate. Invalid"
          + " subject.";

  /** Error G of P 1.6. */
  private static final String NO_TOKEN =
      "Failed to get one-time token during fetching configuration process: could not get one time"
          + " token: Tenant does not own the system auth";

  private final GraphQlService service =
      new GraphQlService("connector.graphqls", this::fetch, Map.of(), false);
  private final SystemAuths systemAuths;
  private final ClientCertificates certificates;
  private final Revocations revocations;
  private final Supplier<ManagementUrls> urls;

  /** The addresses {@code configuration} tells. */
  public record ManagementUrls(String directorUrl, String connectorUrl) {}

  /**
   * Who asks, and what is wrong with the answer.
   *
   * @param caller the system auth, if token or certificate was recognised
   * @param certificateHash the certificate of the connection, if it was recognised
   * @param foreignTenant whether a {@code Tenant} header named somebody else's tenant
   */
  public record Call(
      Optional<SystemAuth> caller,
      Optional<String> certificateHash,
      boolean foreignTenant,
      CertificateFlaw flaw) {}

  /** A Connector that signs with those certificates and tells those addresses. */
  public Connector(
      SystemAuths systemAuths,
      ClientCertificates certificates,
      Revocations revocations,
      Supplier<ManagementUrls> urls) {
    this.systemAuths = systemAuths;
    this.certificates = certificates;
    this.revocations = revocations;
    this.urls = urls;
  }

  /** Executes an operation. */
  public HttpAnswer execute(GraphQlRequest request, Call call, boolean shuffleErrors) {
    return service.execute(request, call, shuffleErrors);
  }

  private @Nullable Object fetch(DataFetchingEnvironment field) {
    Object source = Objects.requireNonNull(field.getSource());
    String name = field.getField().getName();
    if (source instanceof Map<?, ?> map) {
      return map.get(name);
    }
    Call call = (Call) source;
    return switch (name) {
      case "configuration" -> configuration(call);
      case "signCertificateSigningRequest" ->
          sign(call, Objects.requireNonNull(field.<String>getArgument("csr")));
      case "revokeCertificate" -> revoke(call);
      default -> null;
    };
  }

  private Map<String, Object> configuration(Call call) {
    SystemAuth caller =
        call.caller().orElseThrow(() -> ServiceException.connector(NOT_AUTHENTICATED));
    if (call.foreignTenant()) {
      throw ServiceException.connector(NO_TOKEN);
    }
    ManagementUrls current = urls.get();
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("token", Map.of("token", systemAuths.reissue(caller.id()).token()));
    configuration.put(
        "certificateSigningRequestInfo",
        Map.of(
            "subject", certificates.profile().subjectOf(caller.id()), "keyAlgorithm", "rsa2048"));
    configuration.put(
        "managementPlaneInfo",
        Map.of(
            "directorURL",
            current.directorUrl(),
            "certificateSecuredConnectorURL",
            current.connectorUrl()));
    return configuration;
  }

  private Map<String, Object> sign(Call call, String request) {
    SystemAuth caller =
        call.caller()
            .orElseThrow(() ->
                ServiceException.connector(
                    "Failed to authenticate with token: " + NOT_AUTHENTICATED));
    try {
      SignedCertificate signed = certificates.sign(request, caller.id(), call.flaw());
      if (call.flaw() == CertificateFlaw.REFUSED_BY_SERVICES) {
        revocations.revoke(signed.hash());
      } else if (call.flaw() == CertificateFlaw.REFUSED_IN_HANDSHAKE) {
        revocations.refuseInHandshake(signed.hash());
      }
      return Map.of(
          "certificateChain", signed.certificateChain(),
          "caCertificate", signed.caCertificate(),
          "clientCertificate", signed.clientCertificate());
    } catch (SigningRefused e) {
      throw ServiceException.connector(String.valueOf(e.getMessage()));
    }
  }

  private boolean revoke(Call call) {
    String hash =
        call.certificateHash()
            .filter(_ -> call.caller().isPresent())
            .orElseThrow(() -> ServiceException.connector(NO_CERTIFICATE));
    revocations.revoke(hash);
    return true;
  }
}
