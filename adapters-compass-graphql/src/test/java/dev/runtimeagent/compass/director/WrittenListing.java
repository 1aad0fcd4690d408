package dev.runtimeagent.compass.director;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.runtimeagent.application.port.Director.Listing;
import dev.runtimeagent.compass.graphql.HostileAnswers.Writer;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The Director's side of {@link ListingReader}. */
final class WrittenListing {
  private WrittenListing() {}

  static void listing(JsonGenerator json, Listing listing) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("runtime");
    json.writeObjectFieldStart("labels");
    for (var label : listing.labels().entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeFieldName("applicationsForRuntime");
    page(json, listing.applications(), WrittenListing::application);
    json.writeEndObject();
  }

  static <T> void page(JsonGenerator json, Page<T> page, Writer<T> item) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("data");
    for (var element : page.items()) {
      item.write(json, element);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("pageInfo");
    json.writeStringField("endCursor", page.endCursor());
    json.writeBooleanField("hasNextPage", page.hasNextPage());
    json.writeEndObject();
    json.writeNumberField("totalCount", page.totalCount());
    json.writeEndObject();
  }

  static void bundle(JsonGenerator json, ListedBundle bundle) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", bundle.id());
    json.writeStringField("name", bundle.name());
    json.writeStringField("description", bundle.description().orElse(null));
    json.writeStringField(
        "instanceAuthRequestInputSchema", bundle.instanceAuthRequestInputSchema().orElse(null));
    json.writeFieldName("defaultInstanceAuth");
    auth(json, bundle.auth());
    json.writeFieldName("apiDefinitions");
    page(json, bundle.apis(), WrittenListing::api);
    json.writeFieldName("eventDefinitions");
    page(json, bundle.events(), WrittenListing::event);
    json.writeEndObject();
  }

  static void api(JsonGenerator json, ApiDefinition api) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", api.id());
    json.writeStringField("name", api.name());
    json.writeStringField("targetURL", api.targetUrl());
    json.writeEndObject();
  }

  static void event(JsonGenerator json, EventDefinition event) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", event.id());
    json.writeStringField("name", event.name());
    json.writeEndObject();
  }

  private static void application(JsonGenerator json, ListedApplication application)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", application.id());
    json.writeStringField("name", application.name());
    json.writeStringField("description", application.description().orElse(null));
    json.writeArrayFieldStart("auths");
    for (var id : application.systemAuthIds()) {
      json.writeStartObject();
      json.writeStringField("id", id);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("bundles");
    page(json, application.bundles(), WrittenListing::bundle);
    json.writeEndObject();
  }

  private static void auth(JsonGenerator json, Auth auth) throws IOException {
    json.writeStartObject();
    json.writeFieldName("credential");
    credential(json, auth.credential());
    json.writeFieldName("additionalHeaders");
    values(json, auth.headers());
    json.writeFieldName("additionalQueryParams");
    values(json, auth.queryParameters());
    json.writeObjectFieldStart("requestAuth");
    json.writeObjectFieldStart("csrf");
    json.writeStringField("tokenEndpointURL", auth.csrfTokenEndpointUrl().orElse(null));
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void credential(JsonGenerator json, Auth.Credential credential)
      throws IOException {
    switch (credential) {
      case Auth.Credential.None _ -> json.writeNull();
      case Auth.Credential.Basic(var username, var password) -> {
        json.writeStartObject();
        json.writeStringField("__typename", "BasicCredentialData");
        json.writeStringField("username", username.reveal());
        json.writeStringField("password", password.reveal());
        json.writeEndObject();
      }
      case Auth.Credential.OAuth(var id, var secret, var url) -> {
        json.writeStartObject();
        json.writeStringField("__typename", "OAuthCredentialData");
        json.writeStringField("clientId", id.reveal());
        json.writeStringField("clientSecret", secret.reveal());
        json.writeStringField("url", url);
        json.writeEndObject();
      }
      case Auth.Credential.Unsupported(var kind) -> {
        json.writeStartObject();
        json.writeStringField("__typename", kind);
        json.writeEndObject();
      }
    }
  }

  private static void values(JsonGenerator json, Map<String, List<SecretText>> values)
      throws IOException {
    json.writeStartObject();
    for (var entry : values.entrySet()) {
      json.writeArrayFieldStart(entry.getKey());
      for (var value : entry.getValue()) {
        json.writeString(value.reveal());
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
