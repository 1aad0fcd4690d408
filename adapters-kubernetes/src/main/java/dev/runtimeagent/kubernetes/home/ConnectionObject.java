package dev.runtimeagent.kubernetes.home;

import dev.runtimeagent.application.form.ConnectionForm;
import dev.runtimeagent.application.form.Parsed;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.Status;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.ResourceWatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The CompassConnection, written as the installed definition wants it: with one update of the whole
 * where there is no status subresource, else spec and status apart, each only if it differs. The
 * definition may be replaced at any time: a write whose outcome does not fit asks for it anew.
 */
final class ConnectionObject {
  static final Resource RESOURCE = Resource.compassConnections();

  private static final String STATUS = "status";
  private static final String SUBRESOURCE = RESOURCE.plural() + "/" + STATUS;

  /** More versions than one write makes, since a watch may be a little behind. */
  private static final int REMEMBERED = 16;

  private final KubernetesApi api;
  private final WatchedObject object;
  private final Deque<String> own = new ArrayDeque<>();

  /** Whether spec and status are apart; absent while that is not known. */
  private Optional<Boolean> apart = Optional.empty();

  ConnectionObject(KubernetesApi api) {
    this.api = api;
    this.object = new WatchedObject(api, RESOURCE, ConnectionForm.NAME);
  }

  /** The object as the API server has it, or as a watch shows that it still is. */
  Look<ConnectionDocument> look() {
    return Look.at(object.get(), object.shown(), ConnectionForm::read);
  }

  ApiReply<Map<String, @Nullable Object>> delete() {
    return object.delete(Map.of());
  }

  /** Tells {@code changed} of others' changes alone. */
  Watch watch(Runnable changed, Pause pause) {
    return object.watch(
        new WatchedObject.Observer() {
          @Override
          public void seen(ResourceWatch.Sighting sighting) {
            if (sighting.gone() || !made(sighting.version())) {
              changed.run();
            }
          }

          @Override
          public void look() {
            changed.run();
          }
        },
        pause);
  }

  /**
   * Makes the object be {@code wanted}, as far as the definition allows.
   *
   * @param wanted the whole object, with the version of {@code now}
   * @param now the object as it is; empty if there is none
   * @return the object as it is afterwards
   */
  synchronized ApiReply<Map<String, @Nullable Object>> write(
      Map<String, @Nullable Object> wanted, Map<String, @Nullable Object> now) {
    var sameSpec = isSame(wanted, now, "metadata") && isSame(wanted, now, "spec");
    if (sameSpec && status(now).equals(status(wanted))) {
      return new ApiReply.Ok<>(now);
    }
    if (!isApart()) {
      return writeTogether(wanted, now);
    }
    var reply = sameSpec ? new ApiReply.Ok<>(now) : writeWhole(wanted, now);
    if (!(reply instanceof ApiReply.Ok(var base))) {
      return reply;
    }
    var second = writeStatus(wanted, base);
    return second instanceof ApiReply.NotFound && !isNowApart()
        ? writeWhole(withStatus(wanted, base), base)
        : second;
  }

  /** Whether a write from here made that version; waits for one that is under way. */
  private synchronized boolean made(String version) {
    return own.contains(version);
  }

  private ApiReply<Map<String, @Nullable Object>> writeTogether(
      Map<String, @Nullable Object> wanted, Map<String, @Nullable Object> now) {
    var reply = writeWhole(wanted, now);
    if (reply instanceof ApiReply.Ok(var after)
        && !tookStatus(after, wanted)
        && status(after).equals(status(now))) {
      // Nothing of it came through: there is a subresource by now.
      apart = Optional.empty();
      var second = writeStatus(wanted, after);
      return second instanceof ApiReply.NotFound ? reply : second;
    }
    return reply;
  }

  private ApiReply<Map<String, @Nullable Object>> writeWhole(
      Map<String, @Nullable Object> wanted, Map<String, @Nullable Object> now) {
    return noted(now.isEmpty() ? object.create(wanted) : object.update(wanted));
  }

  private ApiReply<Map<String, @Nullable Object>> writeStatus(
      Map<String, @Nullable Object> wanted, Map<String, @Nullable Object> now) {
    return status(now).equals(status(wanted))
        ? new ApiReply.Ok<>(now)
        : noted(object.updateStatus(withStatus(wanted, now)));
  }

  /** {@code now} with the status that is {@code wanted}. */
  private static Map<String, @Nullable Object> withStatus(
      Map<String, @Nullable Object> wanted, Map<String, @Nullable Object> now) {
    var manifest = new LinkedHashMap<String, @Nullable Object>(now);
    manifest.put(STATUS, wanted.get(STATUS));
    return manifest;
  }

  private ApiReply<Map<String, @Nullable Object>> noted(
      ApiReply<Map<String, @Nullable Object>> reply) {
    if (reply instanceof ApiReply.Ok(var after)) {
      own.addLast(Look.resourceVersion(after));
      if (own.size() > REMEMBERED) {
        own.removeFirst();
      }
    }
    return reply;
  }

  private boolean isNowApart() {
    apart = Optional.empty();
    return isApart();
  }

  /** What cannot be found out is taken for no, and asked for again. */
  private boolean isApart() {
    if (apart.isEmpty()
        && api.served(RESOURCE) instanceof ApiReply.Ok(var names)
        && names.contains(RESOURCE.plural())) {
      apart = Optional.of(names.contains(SUBRESOURCE));
    }
    return apart.orElse(false);
  }

  /** Whether the status came through, be it without what an older definition does not know. */
  private static boolean tookStatus(Map<String, ?> after, Map<String, ?> wanted) {
    var document = document(wanted);
    var taken = status(after);
    return taken.equals(document.map(ConnectionDocument::status))
        || taken.equals(document.map(ConnectionDocument::pruned).map(ConnectionDocument::status));
  }

  private static Optional<Status> status(Map<String, ?> tree) {
    return document(tree).map(ConnectionDocument::status);
  }

  /** Without a status it is none here, unlike to a reader. */
  private static Optional<ConnectionDocument> document(Map<String, ?> tree) {
    return tree.get(STATUS) instanceof Map<?, ?>
            && ConnectionForm.read(new LinkedHashMap<>(tree))
                instanceof Parsed.Good<ConnectionDocument>(var document)
        ? Optional.of(document)
        : Optional.empty();
  }

  private static boolean isSame(Map<String, ?> one, Map<String, ?> other, String key) {
    return Objects.equals(one.get(key), other.get(key));
  }
}
