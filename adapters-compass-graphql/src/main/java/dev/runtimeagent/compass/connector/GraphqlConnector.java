package dev.runtimeagent.compass.connector;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.SendGate;
import dev.runtimeagent.compass.graphql.DataReader;
import dev.runtimeagent.compass.graphql.GraphqlAnswers;
import dev.runtimeagent.compass.graphql.GraphqlRequest;
import dev.runtimeagent.compass.http.CompassHttp;
import dev.runtimeagent.compass.http.HeaderText;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The Connector over GraphQL: exactly the two operations that pairing and renewal need. */
public final class GraphqlConnector implements Connector {
  private static final String CONFIGURATION_WITH_TOKEN =
      """
      query {
        configuration {
          token { token }
          certificateSigningRequestInfo { subject keyAlgorithm }
          managementPlaneInfo { directorURL certificateSecuredConnectorURL }
        }
      }
      """;

  /** Without the token, which is of no use to whom a certificate identifies. */
  private static final String CONFIGURATION =
      """
      query {
        configuration {
          certificateSigningRequestInfo { subject keyAlgorithm }
          managementPlaneInfo { directorURL certificateSecuredConnectorURL }
        }
      }
      """;

  private static final String SIGN =
      """
      mutation ($csr: String!) {
        signCertificateSigningRequest(csr: $csr) { certificateChain caCertificate clientCertificate }
      }
      """;

  private final CompassHttp http;

  public GraphqlConnector(CompassHttp http) {
    this.http = http;
  }

  @Override
  public CompassReply<Configuration> configuration(
      URI connectorUrl, SecretText token, SendGate gate, String requestId) {
    return withToken(
        connectorUrl,
        new GraphqlRequest(CONFIGURATION_WITH_TOKEN, GraphqlRequest.Variables.NONE),
        ConnectorAnswers::configurationWithToken,
        token,
        gate,
        requestId);
  }

  @Override
  public CompassReply<SignedCertificates> sign(
      URI connectorUrl, SecretText token, String csr, SendGate gate, String requestId) {
    return withToken(connectorUrl, signing(csr), ConnectorAnswers::signed, token, gate, requestId);
  }

  /** {@inheritDoc} The answer's token is empty: it is not asked for. */
  @Override
  public CompassReply<Configuration> configuration(
      URI connectorUrl, ClientCredential credential, String requestId) {
    return withCertificate(
        connectorUrl,
        new GraphqlRequest(CONFIGURATION, GraphqlRequest.Variables.NONE),
        ConnectorAnswers::configuration,
        credential,
        requestId);
  }

  @Override
  public CompassReply<SignedCertificates> sign(
      URI connectorUrl, ClientCredential credential, String csr, String requestId) {
    return withCertificate(
        connectorUrl, signing(csr), ConnectorAnswers::signed, credential, requestId);
  }

  private static GraphqlRequest signing(String csr) {
    return new GraphqlRequest(SIGN, json -> json.writeStringField("csr", csr));
  }

  private <T> CompassReply<T> withToken(
      URI url,
      GraphqlRequest request,
      DataReader<T> data,
      SecretText token,
      SendGate gate,
      String requestId) {
    if (!HeaderText.isSendable(token.reveal())) {
      return new NotAuthenticated<>(
          "the one-time token is empty or holds characters that no token has, and was not sent");
    }
    return http.postOnce(
        url,
        Map.of("Connector-Token", token.reveal(), "x-request-id", HeaderText.cleaned(requestId)),
        request.body(),
        gate,
        new GraphqlAnswers<>(data, ConnectorDialect.WITH_TOKEN, List.of(token)));
  }

  private <T> CompassReply<T> withCertificate(
      URI url,
      GraphqlRequest request,
      DataReader<T> data,
      ClientCredential credential,
      String requestId) {
    return http.post(
        url,
        Map.of("x-request-id", HeaderText.cleaned(requestId)),
        request.body(),
        credential,
        new GraphqlAnswers<>(data, ConnectorDialect.WITH_CERTIFICATE, List.of()));
  }
}
