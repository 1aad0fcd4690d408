package dev.runtimeagent.sandbox.landscape;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A bundle of an Application; its parts are kept in ascending order of their ids (P 2.5). */
public record Bundle(
    String id,
    String name,
    @Nullable String description,
    @Nullable String inputSchema,
    @Nullable BundleAuth auth,
    List<ApiDefinition> apis,
    List<EventDefinition> events,
    List<Document> documents) {

  public Bundle {
    Objects.requireNonNull(name, "a bundle needs a name");
    id = Objects.requireNonNullElse(id, "");
    apis = List.copyOf(Objects.requireNonNullElse(apis, List.of()));
    events = List.copyOf(Objects.requireNonNullElse(events, List.of()));
    documents = List.copyOf(Objects.requireNonNullElse(documents, List.of()));
  }

  /** An empty bundle whose id follows from the Application it is put into. */
  public static Bundle of(String name) {
    return new Bundle("", name, null, null, null, List.of(), List.of(), List.of());
  }

  public Bundle withId(String newId) {
    return new Bundle(newId, name, description, inputSchema, auth, apis, events, documents);
  }

  public Bundle withDescription(String newDescription) {
    return new Bundle(id, name, newDescription, inputSchema, auth, apis, events, documents);
  }

  public Bundle withInputSchema(String newInputSchema) {
    return new Bundle(id, name, description, newInputSchema, auth, apis, events, documents);
  }

  public Bundle withAuth(@Nullable BundleAuth newAuth) {
    return new Bundle(id, name, description, inputSchema, newAuth, apis, events, documents);
  }

  public Bundle withApis(List<ApiDefinition> newApis) {
    return new Bundle(id, name, description, inputSchema, auth, newApis, events, documents);
  }

  public Bundle withApis(ApiDefinition... newApis) {
    return withApis(List.of(newApis));
  }

  public Bundle withEvents(List<EventDefinition> newEvents) {
    return new Bundle(id, name, description, inputSchema, auth, apis, newEvents, documents);
  }

  public Bundle withEvents(EventDefinition... newEvents) {
    return withEvents(List.of(newEvents));
  }

  /** The APIs a Runtime may see. */
  @JsonIgnore
  public List<ApiDefinition> publicApis() {
    return apis.stream().filter(api -> api.visibility().equals("public")).toList();
  }

  /** The event definitions a Runtime may see. */
  @JsonIgnore
  public List<EventDefinition> publicEvents() {
    return events.stream().filter(event -> event.visibility().equals("public")).toList();
  }

  /** The same bundle with an id for itself and all its parts, in the Director's order. */
  Bundle identified(DerivedIds siblings) {
    String own = id.isEmpty() ? siblings.next("bundle", name) : id;
    DerivedIds parts = new DerivedIds(own);
    return new Bundle(
        own,
        name,
        description,
        inputSchema,
        auth,
        apis.stream()
            .map(api -> api.id().isEmpty() ? api.withId(parts.next("api", api.name())) : api)
            .sorted(Comparator.comparing(ApiDefinition::id))
            .toList(),
        events.stream()
            .map(event ->
                event.id().isEmpty() ? event.withId(parts.next("event", event.name())) : event)
            .sorted(Comparator.comparing(EventDefinition::id))
            .toList(),
        documents.stream()
            .map(document ->
                document.id().isEmpty()
                    ? document.withId(parts.next("document", document.title()))
                    : document)
            .sorted(Comparator.comparing(Document::id))
            .toList());
  }
}
