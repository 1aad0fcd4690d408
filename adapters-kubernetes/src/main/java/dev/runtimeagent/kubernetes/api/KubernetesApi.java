package dev.runtimeagent.kubernetes.api;

import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the API server. Each is tried again a few times where the API server asks for that
 * (429, or 5xx with {@code Retry-After}), and reads also where the connection broke; everything
 * else is for the caller to judge.
 */
public final class KubernetesApi {
  /** Who writes, in {@code metadata.managedFields}; the Go agent is known by another name. */
  public static final String FIELD_MANAGER = "runtime-agent";

  private static final String JSON = "application/json";
  private static final String AS_METADATA_LIST = ";as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

  /** Protobuf costs a fraction of JSON; what is not Kubernetes itself may know the latter alone. */
  static final String METADATA_LIST =
      MetadataList.MEDIA_TYPE + AS_METADATA_LIST + "," + JSON + AS_METADATA_LIST;

  private static final String METADATA =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

  /** Half of most metadata, and read in no list. */
  private static final Set<String> UNREAD = Set.of("managedFields");

  /** What {@link MetadataList} does not read either. */
  static final Set<String> UNREAD_METADATA =
      Set.of(
          "managedFields",
          "annotations",
          "ownerReferences",
          "finalizers",
          "creationTimestamp",
          "deletionGracePeriodSeconds",
          "generateName",
          "generation",
          "namespace",
          "remainingItemCount",
          "apiVersion",
          "kind");

  /** Objects in an answer: whole ones may have 10 KiB and more, metadata less than 1. */
  private static final int PAGE = 200;

  private static final int PAGE_OF_METADATA = 5000;
  private static final int TRIES = 4;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final ApiConnection connection;
  private final Pause pause;
  private final int tries;

  public KubernetesApi(ApiConnection connection, Pause pause) {
    this(connection, pause, TRIES);
  }

  private KubernetesApi(ApiConnection connection, Pause pause, int tries) {
    this.connection = connection;
    this.pause = pause;
    this.tries = tries;
  }

  /** The same for who has no time to lose: each request is sent once and has {@code time}. */
  public KubernetesApi hasty(Duration time) {
    return new KubernetesApi(connection.answeringWithin(time), pause, 1);
  }

  /**
   * Objects of one kind.
   *
   * @param version the resource version of the whole list, from which a watch may go on
   */
  public record Listing(List<Map<String, @Nullable Object>> items, String version) {
    public Listing {
      items = List.copyOf(items);
    }
  }

  /** The address of the API server, to be named in messages. */
  public String address() {
    return connection.address();
  }

  public ApiReply<Map<String, @Nullable Object>> get(Resource resource, String name) {
    return ask("get", resource, name, "GET", resource.path() + "/" + name, Map.of(), JSON, null);
  }

  /** As {@link #get}, but name, UID, labels and resource version alone. */
  public ApiReply<Map<String, @Nullable Object>> getMetadata(Resource resource, String name) {
    return ask(
        "get", resource, name, "GET", resource.path() + "/" + name, Map.of(), METADATA, null);
  }

  /** All objects that match {@code selectors}, which are query parameters as the API has them. */
  public ApiReply<Listing> list(Resource resource, Map<String, String> selectors) {
    var items = new ArrayList<Map<String, @Nullable Object>>();
    return eachOf(resource, selectors, items::add).map(version -> new Listing(items, version));
  }

  /** Names, UIDs, labels and resource versions of all objects that match, and nothing more. */
  public ApiReply<Listing> listMetadata(Resource resource, Map<String, String> selectors) {
    var items = new ArrayList<Map<String, @Nullable Object>>();
    return listing(resource, selectors, METADATA_LIST, PAGE_OF_METADATA, items::add)
        .map(version -> new Listing(items, version));
  }

  /**
   * Hands over all objects that match {@code selectors}, without their managed fields. Only a part
   * of them is in memory at a time. The answer is the resource version of the whole list; if it is
   * another one, some were handed over all the same.
   */
  public ApiReply<String> eachOf(
      Resource resource,
      Map<String, String> selectors,
      Consumer<Map<String, @Nullable Object>> taker) {
    return listing(resource, selectors, JSON, PAGE, taker);
  }

  /** The resource version of the whole list that {@code selectors} describe, to watch from. */
  ApiReply<String> version(Resource resource, Map<String, String> selectors) {
    var query = new LinkedHashMap<>(selectors);
    query.put("limit", "1");
    return ask("list", resource, "", "GET", resource.path(), query, METADATA_LIST, null)
        .map(page -> Tree.text(Tree.child(page, "metadata"), "resourceVersion"));
  }

  /** Creates an object; {@link ApiReply.Conflict} if there is one of that name. */
  public ApiReply<Map<String, @Nullable Object>> create(
      Resource resource, Map<String, ?> manifest, Writes writes) {
    return ask(
        "create",
        resource,
        name(manifest),
        "POST",
        resource.path(),
        writes.parameters(),
        JSON,
        Json.text(manifest));
  }

  /** Replaces an object; {@link ApiReply.Conflict} if its resource version is another by now. */
  public ApiReply<Map<String, @Nullable Object>> update(
      Resource resource, Map<String, ?> manifest, Writes writes) {
    return put(resource, manifest, "", writes);
  }

  /** Replaces an object's status alone. */
  public ApiReply<Map<String, @Nullable Object>> updateStatus(
      Resource resource, Map<String, ?> manifest) {
    return put(resource, manifest, "/status", Writes.REALLY);
  }

  /**
   * Deletes an object.
   *
   * @param preconditions {@code uid} and {@code resourceVersion} it must have, else {@link
   *     ApiReply.Conflict}
   */
  public ApiReply<Map<String, @Nullable Object>> delete(
      Resource resource, String name, Map<String, String> preconditions, Writes writes) {
    var options = new LinkedHashMap<String, Object>();
    options.put("apiVersion", "v1");
    options.put("kind", "DeleteOptions");
    options.put("propagationPolicy", "Background");
    if (!preconditions.isEmpty()) {
      options.put("preconditions", preconditions);
    }
    // Where there are options, the API server passes over parameters, and would delete in earnest.
    switch (writes) {
      case REALLY -> {}
      case DRY_RUN -> options.put("dryRun", List.of("All"));
    }
    return ask(
        "delete",
        resource,
        name,
        "DELETE",
        resource.path() + "/" + name,
        Map.of(),
        JSON,
        Json.text(options));
  }

  /** The names of the kinds, and of their subresources, that are served in a group and version. */
  public ApiReply<List<String>> served(Resource resource) {
    return ask("discover", resource, "", "GET", resource.groupPath(), Map.of(), JSON, null)
        .map(answer ->
            Tree.children(answer, "resources").stream().map(r -> Tree.text(r, "name")).toList());
  }

  /** Creates an object that exists for its answer alone, a SelfSubjectAccessReview, say. */
  public ApiReply<Map<String, @Nullable Object>> review(
      Resource resource, Map<String, ?> manifest) {
    return ask(
        "create", resource, "", "POST", resource.path(), Map.of(), JSON, Json.text(manifest));
  }

  ApiConnection connection() {
    return connection;
  }

  /** Whether a write is to happen, or only to be judged by the API server. */
  public enum Writes {
    REALLY,
    DRY_RUN;

    private Map<String, String> parameters() {
      return switch (this) {
        case REALLY -> Map.of("fieldManager", FIELD_MANAGER);
        case DRY_RUN -> Map.of("dryRun", "All", "fieldManager", FIELD_MANAGER);
      };
    }
  }

  private ApiReply<Map<String, @Nullable Object>> put(
      Resource resource, Map<String, ?> manifest, String subresource, Writes writes) {
    var name = name(manifest);
    return ask(
        "update",
        resource.part(subresource),
        name,
        "PUT",
        resource.path() + "/" + name + subresource,
        writes.parameters(),
        JSON,
        Json.text(manifest));
  }

  private ApiReply<String> listing(
      Resource resource,
      Map<String, String> selectors,
      String accept,
      int pageSize,
      Consumer<Map<String, @Nullable Object>> taker) {
    var query = new LinkedHashMap<>(selectors);
    query.put("limit", String.valueOf(pageSize));
    while (true) {
      switch (ask("list", resource, "", "GET", resource.path(), query, accept, null)) {
        case ApiReply.Ok(var page) -> {
          Tree.children(page, "items").forEach(taker);
          var metadata = Tree.child(page, "metadata");
          var next = Tree.text(metadata, "continue");
          if (next.isEmpty()) {
            return new ApiReply.Ok<>(Tree.text(metadata, "resourceVersion"));
          }
          query.put("continue", next);
        }
        case ApiReply.NotFound<Map<String, @Nullable Object>> _ -> {
          return new ApiReply.NotFound<>();
        }
        case ApiReply.Conflict<Map<String, @Nullable Object>> _ -> {
          return new ApiReply.Conflict<>();
        }
        case ApiReply.Failed(var reason, var problem) -> {
          return new ApiReply.Failed<>(reason, problem);
        }
      }
    }
  }

  private ApiReply<Map<String, @Nullable Object>> ask(
      String verb,
      Resource resource,
      String name,
      String method,
      String path,
      Map<String, String> query,
      String accept,
      byte @Nullable [] body) {
    var words = new Words(verb, resource, name, connection.address());
    for (int attempt = 1; ; attempt++) {
      try (var response = connection.call(method, path, query, accept, body).execute()) {
        var wait = response.isSuccessful() ? Optional.<Duration>empty() : retryAfter(response);
        if (wait.isEmpty() || attempt == tries) {
          return read(response, words, unread(verb, accept));
        }
        pause.hold(wait.get());
      } catch (IOException e) {
        if (!method.equals("GET")
            || attempt >= Math.min(2, tries)
            || Thread.currentThread().isInterrupted()) {
          return new ApiReply.Failed<>(Reason.UNAVAILABLE, words.unreachable(e));
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return new ApiReply.Failed<>(Reason.UNAVAILABLE, words.interrupted());
      }
    }
  }

  /** How long to wait before the same request again; absent if the answer is final. */
  private static Optional<Duration> retryAfter(Response response) {
    var header = response.header("Retry-After");
    if (header == null && response.code() != 429) {
      return Optional.empty();
    }
    try {
      var asked = header == null ? 1 : Long.parseLong(header.strip());
      var wait = Duration.ofSeconds(Math.max(0, asked));
      return wait.compareTo(LONGEST_WAIT) > 0 ? Optional.empty() : Optional.of(wait);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Set<String> unread(String verb, String accept) {
    if (!verb.equals("list")) {
      return Set.of();
    }
    return accept.equals(METADATA_LIST) ? UNREAD_METADATA : UNREAD;
  }

  private static ApiReply<Map<String, @Nullable Object>> read(
      Response response, Words words, Set<String> unread) throws IOException {
    try (InputStream body = response.body().byteStream()) {
      if (response.isSuccessful()) {
        return new ApiReply.Ok<>(
            isProtobuf(response) ? MetadataList.read(body) : Json.without(unread, body));
      }
      return words.refusal(response.code(), status(body));
    }
  }

  private static boolean isProtobuf(Response response) {
    var type = response.header("Content-Type");
    return type != null && type.startsWith(MetadataList.MEDIA_TYPE);
  }

  /**
   * The API server's own account of a failure, in JSON whatever was asked for; proxies and unserved
   * paths have none.
   */
  private static Map<String, @Nullable Object> status(InputStream body) {
    try {
      return Json.object(body);
    } catch (IOException _) {
      return Map.of();
    }
  }

  private static String name(Map<String, ?> manifest) {
    return Tree.text(Tree.child(manifest, "metadata"), "name");
  }
}
