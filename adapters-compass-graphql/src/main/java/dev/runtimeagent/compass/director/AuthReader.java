package dev.runtimeagent.compass.director;

import dev.runtimeagent.compass.graphql.HollowAnswer;
import dev.runtimeagent.compass.graphql.JsonReader;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Auth.Credential;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code defaultInstanceAuth} with its untagged union of credentials (P 2.8). */
final class AuthReader {
  private final JsonReader json;

  AuthReader(JsonReader json) {
    this.json = json;
  }

  Auth auth() throws IOException, HollowAnswer {
    if (json.isNull()) {
      return Auth.NONE;
    }
    Credential credential = new Credential.None();
    Map<String, List<SecretText>> headers = Map.of();
    Map<String, List<SecretText>> parameters = Map.of();
    var csrf = Optional.<String>empty();
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "credential" -> credential = credential();
        case "additionalHeaders" -> headers = secrets();
        case "additionalQueryParams" -> parameters = secrets();
        case "requestAuth" -> csrf = inner("csrf", () -> inner("tokenEndpointURL", this::text));
        default -> json.skip();
      }
    }
    return new Auth(credential, headers, parameters, csrf);
  }

  private Credential credential() throws IOException, HollowAnswer {
    if (json.isNull()) {
      return new Credential.None();
    }
    String type = null;
    String username = null;
    String password = null;
    String clientId = null;
    String clientSecret = null;
    String url = null;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "__typename" -> type = json.text();
        case "username" -> username = json.text();
        case "password" -> password = json.text();
        case "clientId" -> clientId = json.text();
        case "clientSecret" -> clientSecret = json.text();
        case "url" -> url = json.text();
        default -> json.skip();
      }
    }
    String kind = json.needed(type, "__typename");
    return switch (kind) {
      case "BasicCredentialData" ->
          new Credential.Basic(secret(username, "username"), secret(password, "password"));
      case "OAuthCredentialData" ->
          new Credential.OAuth(
              secret(clientId, "clientId"),
              secret(clientSecret, "clientSecret"),
              json.needed(url, "url"));
      default -> new Credential.Unsupported(kind);
    };
  }

  private SecretText secret(@Nullable String value, String field) throws HollowAnswer {
    return SecretText.of(json.needed(value, field));
  }

  private Map<String, List<SecretText>> secrets() throws IOException, HollowAnswer {
    return json.mapOrNull(() -> json.list(() -> SecretText.of(json.text())));
  }

  private Optional<String> text() throws IOException, HollowAnswer {
    return json.optionalText();
  }

  /** The field {@code name} of an object that may be null. */
  private Optional<String> inner(String name, JsonReader.Element<Optional<String>> value)
      throws IOException, HollowAnswer {
    if (json.isNull()) {
      return Optional.empty();
    }
    var found = Optional.<String>empty();
    json.startObject();
    while (json.nextField()) {
      if (json.field().equals(name)) {
        found = value.read();
      } else {
        json.skip();
      }
    }
    return found;
  }
}
