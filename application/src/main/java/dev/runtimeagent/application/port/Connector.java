package dev.runtimeagent.application.port;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.net.URI;
import java.util.Optional;

/** For pairing with Compass and having certificates signed (P 1). */
public interface Connector {
  /**
   * Sends {@code configuration} with a one-time token. The token is good for this one request,
   * whatever comes of it (P 1.5): never repeated, redirected, or sent on a pooled connection.
   */
  CompassReply<Configuration> configuration(
      URI connectorUrl, SecretText token, SendGate gate, String requestId);

  /** Sends a signing request with the token out of {@code configuration}'s answer, once. */
  CompassReply<SignedCertificates> sign(
      URI connectorUrl, SecretText token, String csr, SendGate gate, String requestId);

  /** Sends {@code configuration} with a client certificate. */
  CompassReply<Configuration> configuration(
      URI connectorUrl, ClientCredential credential, String requestId);

  /** Sends a signing request with a client certificate, for its renewal. */
  CompassReply<SignedCertificates> sign(
      URI connectorUrl, ClientCredential credential, String csr, String requestId);

  /**
   * What the Connector tells of itself and expects of a signing request. URLs are as they came:
   * whether they can be used is for the use case to say.
   *
   * @param token good for one signing request
   * @param subject the distinguished name to ask for, verbatim
   */
  record Configuration(
      SecretText token,
      String subject,
      String keyAlgorithm,
      Optional<String> directorUrl,
      Optional<String> connectorUrl) {}

  /** The three fields of the answer as they came: base64 of PEM (P 1.3). */
  record SignedCertificates(
      String certificateChain, String caCertificate, String clientCertificate) {}
}
