package dev.runtimeagent.compass.director;

import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.Director.Listing;
import dev.runtimeagent.compass.graphql.HollowAnswer;
import dev.runtimeagent.compass.graphql.JsonReader;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads pages of applications, bundles and definitions straight into the domain's records. */
final class ListingReader {
  private final JsonReader json;
  private final AuthReader auths;

  ListingReader(JsonReader json) {
    this.json = json;
    this.auths = new AuthReader(json);
  }

  /** The {@code data} of {@link Queries#APPLICATIONS}. */
  Listing listing() throws IOException, HollowAnswer {
    Map<String, String> labels = null;
    Page<ListedApplication> applications = null;
    var unknownRuntime = false;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "runtime" -> {
          unknownRuntime = json.isNull();
          labels = unknownRuntime ? Map.of() : labels();
        }
        case "applicationsForRuntime" -> applications = page(this::application);
        default -> json.skip();
      }
    }
    if (unknownRuntime) {
      throw new HollowAnswer(
          Failed.Kind.UNKNOWN_RUNTIME, "does not know the Runtime that RUNTIME_ID names");
    }
    return new Listing(
        json.needed(labels, "runtime"), json.needed(applications, "applicationsForRuntime"));
  }

  /** The page {@code name} of the object {@code application}. */
  <T> Page<T> ofApplication(String name, JsonReader.Element<T> item)
      throws IOException, HollowAnswer {
    return only("application", () -> only(name, () -> page(item)));
  }

  /** The page {@code name} of the object {@code bundle} of {@code application}. */
  <T> Page<T> ofBundle(String name, JsonReader.Element<T> item) throws IOException, HollowAnswer {
    return only("application", () -> only("bundle", () -> only(name, () -> page(item))));
  }

  ListedApplication application() throws IOException, HollowAnswer {
    String id = null;
    String name = null;
    var description = Optional.<String>empty();
    List<String> systemAuthIds = List.of();
    Page<ListedBundle> bundles = null;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "id" -> id = json.text();
        case "name" -> name = json.text();
        case "description" -> description = json.optionalText();
        case "auths" -> systemAuthIds = json.listOrNull(() -> only("id", json::text));
        case "bundles" -> bundles = page(this::bundle);
        default -> json.skip();
      }
    }
    return new ListedApplication(
        json.needed(id, "id"),
        json.needed(name, "name"),
        description,
        systemAuthIds,
        json.needed(bundles, "bundles"));
  }

  ListedBundle bundle() throws IOException, HollowAnswer {
    String id = null;
    String name = null;
    var description = Optional.<String>empty();
    var schema = Optional.<String>empty();
    Auth auth = null;
    Page<ApiDefinition> apis = null;
    Page<EventDefinition> events = null;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "id" -> id = json.text();
        case "name" -> name = json.text();
        case "description" -> description = json.optionalText();
        case "instanceAuthRequestInputSchema" -> schema = json.optionalText();
        case "defaultInstanceAuth" -> auth = auths.auth();
        case "apiDefinitions" -> apis = page(this::api);
        case "eventDefinitions" -> events = page(this::event);
        default -> json.skip();
      }
    }
    return new ListedBundle(
        json.needed(id, "id"),
        json.needed(name, "name"),
        description,
        schema,
        json.needed(auth, "defaultInstanceAuth"),
        json.needed(apis, "apiDefinitions"),
        json.needed(events, "eventDefinitions"));
  }

  ApiDefinition api() throws IOException, HollowAnswer {
    String id = null;
    String name = null;
    String targetUrl = null;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "id" -> id = json.text();
        case "name" -> name = json.text();
        case "targetURL" -> targetUrl = json.text();
        default -> json.skip();
      }
    }
    return new ApiDefinition(
        json.needed(id, "id"), json.needed(name, "name"), json.needed(targetUrl, "targetURL"));
  }

  EventDefinition event() throws IOException, HollowAnswer {
    String id = null;
    String name = null;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "id" -> id = json.text();
        case "name" -> name = json.text();
        default -> json.skip();
      }
    }
    return new EventDefinition(json.needed(id, "id"), json.needed(name, "name"));
  }

  private <T> Page<T> page(JsonReader.Element<T> item) throws IOException, HollowAnswer {
    List<T> items = null;
    PageInfo info = null;
    Integer totalCount = null;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "data" -> items = json.list(item);
        case "pageInfo" -> info = pageInfo();
        case "totalCount" -> totalCount = json.count();
        default -> json.skip();
      }
    }
    var place = json.needed(info, "pageInfo");
    return new Page<>(
        json.needed(items, "data"),
        place.endCursor(),
        place.hasNextPage(),
        json.needed(totalCount, "totalCount"));
  }

  private record PageInfo(String endCursor, boolean hasNextPage) {}

  private PageInfo pageInfo() throws IOException, HollowAnswer {
    String endCursor = null;
    Boolean hasNextPage = null;
    json.startObject();
    while (json.nextField()) {
      switch (json.field()) {
        case "endCursor" -> endCursor = json.text();
        case "hasNextPage" -> hasNextPage = json.bool();
        default -> json.skip();
      }
    }
    return new PageInfo(
        json.needed(endCursor, "endCursor"), json.needed(hasNextPage, "hasNextPage"));
  }

  /** Labels of any type may be there; those that are text are of interest. */
  private Map<String, String> labels() throws IOException, HollowAnswer {
    var labels = new LinkedHashMap<String, String>();
    json.startObject();
    while (json.nextField()) {
      if (json.field().equals("labels") && !json.isNull()) {
        json.startObject();
        while (json.nextField()) {
          var key = json.field();
          if (json.isText()) {
            labels.put(key, json.text());
          } else {
            json.skip();
          }
        }
      } else {
        json.skip();
      }
    }
    return labels;
  }

  /** The needed field {@code name} of an object. */
  <T> T only(String name, JsonReader.Element<T> value) throws IOException, HollowAnswer {
    T found = null;
    json.startObject();
    while (json.nextField()) {
      if (json.field().equals(name)) {
        found = value.read();
      } else {
        json.skip();
      }
    }
    return json.needed(found, name);
  }
}
