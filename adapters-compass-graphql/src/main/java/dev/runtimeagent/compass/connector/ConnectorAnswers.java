package dev.runtimeagent.compass.connector;

import dev.runtimeagent.application.port.Connector.Configuration;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.compass.graphql.HollowAnswer;
import dev.runtimeagent.compass.graphql.JsonReader;
import dev.runtimeagent.domain.SecretText;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code data} of both operations. */
final class ConnectorAnswers {
  private static final SecretText NO_TOKEN = SecretText.of("");

  private ConnectorAnswers() {}

  private record Subject(String subject, String keyAlgorithm) {}

  private record Urls(Optional<String> director, Optional<String> connector) {
    static final Urls NONE = new Urls(Optional.empty(), Optional.empty());
  }

  static Configuration configurationWithToken(JsonReader json) throws IOException, HollowAnswer {
    var configuration = configuration(json);
    json.needed(configuration.token().isEmpty() ? null : configuration, "configuration.token");
    return configuration;
  }

  static Configuration configuration(JsonReader json) throws IOException, HollowAnswer {
    Configuration configuration = null;
    json.startObject();
    while (json.nextField()) {
      if (json.field().equals("configuration")) {
        configuration = configurationField(json);
      } else {
        json.skip();
      }
    }
    return json.needed(configuration, "configuration");
  }

  private static Configuration configurationField(JsonReader json)
      throws IOException, HollowAnswer {
    var token = NO_TOKEN;
    Subject subject = null;
    var urls = Urls.NONE;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "token" -> token = SecretText.of(token(json));
        case "certificateSigningRequestInfo" -> subject = subject(json);
        case "managementPlaneInfo" -> urls = json.isNull() ? Urls.NONE : urls(json);
        default -> json.skip();
      }
    }
    var asked = json.needed(subject, "certificateSigningRequestInfo");
    return new Configuration(
        token, asked.subject(), asked.keyAlgorithm(), urls.director(), urls.connector());
  }

  private static String token(JsonReader json) throws IOException, HollowAnswer {
    return json.needed(text(json, "token"), "token");
  }

  private static Subject subject(JsonReader json) throws IOException, HollowAnswer {
    String subject = null;
    String keyAlgorithm = null;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "subject" -> subject = json.text();
        case "keyAlgorithm" -> keyAlgorithm = json.text();
        default -> json.skip();
      }
    }
    return new Subject(json.needed(subject, "subject"), json.needed(keyAlgorithm, "keyAlgorithm"));
  }

  private static Urls urls(JsonReader json) throws IOException, HollowAnswer {
    var director = Optional.<String>empty();
    var connector = Optional.<String>empty();
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "directorURL" -> director = json.optionalText().filter(u -> !u.isBlank());
        case "certificateSecuredConnectorURL" ->
            connector = json.optionalText().filter(u -> !u.isBlank());
        default -> json.skip();
      }
    }
    return new Urls(director, connector);
  }

  static SignedCertificates signed(JsonReader json) throws IOException, HollowAnswer {
    SignedCertificates signed = null;
    json.startObject();
    while (json.nextField()) {
      if (json.field().equals("signCertificateSigningRequest")) {
        signed = signedField(json);
      } else {
        json.skip();
      }
    }
    return json.needed(signed, "signCertificateSigningRequest");
  }

  private static SignedCertificates signedField(JsonReader json) throws IOException, HollowAnswer {
    String chain = null;
    String authority = null;
    String certificate = null;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "certificateChain" -> chain = json.text();
        case "caCertificate" -> authority = json.text();
        case "clientCertificate" -> certificate = json.text();
        default -> json.skip();
      }
    }
    return new SignedCertificates(
        json.needed(chain, "certificateChain"),
        json.needed(authority, "caCertificate"),
        json.needed(certificate, "clientCertificate"));
  }

  /** The one text field {@code name} of an object. */
  private static @Nullable String text(JsonReader json, String name)
      throws IOException, HollowAnswer {
    String text = null;
    json.startObject();
    while (json.nextField()) {
      if (json.field().equals(name)) {
        text = json.text();
      } else {
        json.skip();
      }
    }
    return text;
  }
}
