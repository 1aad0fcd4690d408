package dev.runtimeagent.compass.connector;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.runtimeagent.application.port.Connector.Configuration;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.compass.graphql.HostileAnswers;
import java.io.IOException;

/** Any body, as if the Connector had answered it. */
class ConnectorAnswerFuzzTest {
  @FuzzTest
  void configurationIsReadAlikeWhenWrittenAgain(byte[] body) throws IOException {
    new HostileAnswers<>(
            ConnectorAnswers::configuration,
            ConnectorDialect.WITH_CERTIFICATE,
            ConnectorAnswerFuzzTest::write)
        .check(200, body);
    new HostileAnswers<>(
            ConnectorAnswers::configurationWithToken,
            ConnectorDialect.WITH_TOKEN,
            ConnectorAnswerFuzzTest::write)
        .check(200, body);
  }

  @FuzzTest
  void certificatesAreReadAlikeWhenWrittenAgain(byte[] body) throws IOException {
    new HostileAnswers<SignedCertificates>(
            ConnectorAnswers::signed, ConnectorDialect.WITH_TOKEN, ConnectorAnswerFuzzTest::write)
        .check(200, body);
  }

  private static void write(JsonGenerator json, Configuration configuration) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("configuration");
    json.writeObjectFieldStart("token");
    json.writeStringField("token", configuration.token().reveal());
    json.writeEndObject();
    json.writeObjectFieldStart("certificateSigningRequestInfo");
    json.writeStringField("subject", configuration.subject());
    json.writeStringField("keyAlgorithm", configuration.keyAlgorithm());
    json.writeEndObject();
    json.writeObjectFieldStart("managementPlaneInfo");
    json.writeStringField("directorURL", configuration.directorUrl().orElse(null));
    json.writeStringField(
        "certificateSecuredConnectorURL", configuration.connectorUrl().orElse(null));
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SignedCertificates signed) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("signCertificateSigningRequest");
    json.writeStringField("certificateChain", signed.certificateChain());
    json.writeStringField("caCertificate", signed.caCertificate());
    json.writeStringField("clientCertificate", signed.clientCertificate());
    json.writeEndObject();
    json.writeEndObject();
  }
}
