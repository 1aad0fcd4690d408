package dev.runtimeagent.compass.director;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.compass.graphql.DataReader;
import dev.runtimeagent.compass.graphql.GraphqlAnswers;
import dev.runtimeagent.compass.graphql.GraphqlRequest;
import dev.runtimeagent.compass.graphql.HollowAnswer;
import dev.runtimeagent.compass.graphql.JsonReader;
import dev.runtimeagent.compass.http.Answer;
import dev.runtimeagent.compass.http.CompassHttp;
import dev.runtimeagent.compass.http.HeaderText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The Director over GraphQL, one page a request. */
public final class GraphqlDirector implements Director {
  private final CompassHttp http;
  private final RememberedListings remembered;

  /**
   * Makes it.
   *
   * @param remembered how many bytes of answers are kept, to know what comes again
   */
  public GraphqlDirector(CompassHttp http, int remembered) {
    this.http = http;
    this.remembered = new RememberedListings(remembered);
  }

  @Override
  public CompassReply<Listing> applications(Access access, PageRequest page) {
    Answer.Reader<Listing> reader = reading(json -> new ListingReader(json).listing());
    return send(
        access,
        Queries.APPLICATIONS,
        json -> {
          json.writeStringField("runtime", access.runtimeId());
          write(json, page);
          json.writeNumberField("nested", page.nested());
        },
        answer -> remembered.read(page, answer, reader));
  }

  @Override
  public CompassReply<Page<ListedBundle>> bundles(
      Access access, String applicationId, PageRequest page) {
    return ask(
        access,
        Queries.BUNDLES,
        json -> {
          json.writeStringField("application", applicationId);
          write(json, page);
          json.writeNumberField("nested", page.nested());
        },
        json -> {
          var reader = new ListingReader(json);
          return reader.ofApplication("bundles", reader::bundle);
        });
  }

  @Override
  public CompassReply<Page<ApiDefinition>> apiDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page) {
    return ask(
        access,
        Queries.API_DEFINITIONS,
        json -> writeBundle(json, applicationId, bundleId, page),
        json -> {
          var reader = new ListingReader(json);
          return reader.ofBundle("apiDefinitions", reader::api);
        });
  }

  @Override
  public CompassReply<Page<EventDefinition>> eventDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page) {
    return ask(
        access,
        Queries.EVENT_DEFINITIONS,
        json -> writeBundle(json, applicationId, bundleId, page),
        json -> {
          var reader = new ListingReader(json);
          return reader.ofBundle("eventDefinitions", reader::event);
        });
  }

  @Override
  public CompassReply<Viewer> viewer(Access access) {
    return ask(
        access,
        Queries.VIEWER,
        GraphqlRequest.Variables.NONE,
        json -> new ListingReader(json).only("viewer", () -> viewer(json)));
  }

  @Override
  public CompassReply<String> setRuntimeLabel(Access access, String key, String value) {
    return ask(
        access,
        Queries.SET_RUNTIME_LABEL,
        json -> {
          json.writeStringField("runtime", access.runtimeId());
          json.writeStringField("key", key);
          json.writeStringField("value", value);
        },
        json -> {
          var reader = new ListingReader(json);
          return reader.only("setRuntimeLabel", () -> reader.only("value", json::text));
        });
  }

  private static Viewer viewer(JsonReader json) throws IOException, HollowAnswer {
    String id = null;
    String type = null;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "id" -> id = json.text();
        case "type" -> type = json.text();
        default -> json.skip();
      }
    }
    return new Viewer(json.needed(id, "id"), json.needed(type, "type"));
  }

  private static void writeBundle(
      JsonGenerator json, String applicationId, String bundleId, PageRequest page)
      throws IOException {
    json.writeStringField("application", applicationId);
    json.writeStringField("bundle", bundleId);
    write(json, page);
  }

  private static void write(JsonGenerator json, PageRequest page) throws IOException {
    json.writeNumberField("first", page.first());
    if (page.after().isPresent()) {
      json.writeStringField("after", page.after().get());
    } else {
      json.writeNullField("after");
    }
  }

  private <T> CompassReply<T> ask(
      Access access, String query, GraphqlRequest.Variables variables, DataReader<T> data) {
    return send(access, query, variables, reading(data));
  }

  private static <T> Answer.Reader<T> reading(DataReader<T> data) {
    return new GraphqlAnswers<>(data, DirectorDialect.INSTANCE, List.of());
  }

  private <T> CompassReply<T> send(
      Access access, String query, GraphqlRequest.Variables variables, Answer.Reader<T> reader) {
    var headers = new HashMap<String, String>();
    headers.put("x-request-id", HeaderText.cleaned(access.requestId()));
    if (access.tenant().isPresent()) {
      if (!HeaderText.isSendable(access.tenant().get())) {
        return new Failed<>(
            Failed.Kind.WRONG_TENANT,
            "TENANT is empty or holds characters that no tenant has, and nothing was asked",
            Optional.empty());
      }
      headers.put("Tenant", access.tenant().get());
    }
    return http.post(
        access.directorUrl(),
        headers,
        new GraphqlRequest(query, variables).body(),
        access.credential(),
        reader);
  }
}
