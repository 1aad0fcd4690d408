package dev.runtimeagent.kubernetes.home;

import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.ResourceWatch;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One object by its name, whether it exists or not. While a watch follows it, what was last read or
 * written is what it is until the watch tells of another version; each end of the watch, which is
 * every half hour at least, makes it unknown. Without a watch each look asks the API server.
 *
 * <p>A watch is some milliseconds behind. Whoever writes is told by the version; whoever must not
 * conclude anything from what was true a moment ago has to look elsewhere.
 */
final class WatchedObject {
  private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMinutes(2);

  private final KubernetesApi api;
  private final Resource resource;
  private final String name;
  private Optional<ApiReply<Map<String, @Nullable Object>>> known = Optional.empty();
  private boolean followed;
  private int spells;
  private int sightings;
  private String sighted = "";

  /** Up to where the watch had come when a request was sent. */
  private record Position(int spell, int sighting) {}

  /** Who is told of changes; from the watch's thread. */
  interface Observer {
    void seen(ResourceWatch.Sighting sighting);

    /** Anything may have changed meanwhile. */
    void look();
  }

  WatchedObject(KubernetesApi api, Resource resource, String name) {
    this.api = api;
    this.resource = resource;
    this.name = name;
  }

  Resource resource() {
    return resource;
  }

  /** In messages, as {@code kubectl} would name it. */
  String shown() {
    return resource.shown(name);
  }

  ApiReply<Map<String, @Nullable Object>> get() {
    Position before;
    synchronized (this) {
      if (known.isPresent()) {
        return known.get();
      }
      before = position();
    }
    var reply = api.get(resource, name);
    keep(reply, before);
    return reply;
  }

  ApiReply<Map<String, @Nullable Object>> create(Map<String, @Nullable Object> manifest) {
    return afterwards(() -> api.create(resource, manifest, Writes.REALLY));
  }

  ApiReply<Map<String, @Nullable Object>> update(Map<String, @Nullable Object> manifest) {
    return afterwards(() -> api.update(resource, manifest, Writes.REALLY));
  }

  ApiReply<Map<String, @Nullable Object>> updateStatus(Map<String, @Nullable Object> manifest) {
    return afterwards(() -> api.updateStatus(resource, manifest));
  }

  ApiReply<Map<String, @Nullable Object>> delete(Map<String, String> preconditions) {
    var reply = api.delete(resource, name, preconditions, Writes.REALLY);
    forget();
    return reply;
  }

  /** Follows it for its own sake, where that is allowed; nobody is told. */
  Watch follow(Pause pause) {
    return watch(new Following(Optional.empty()), pause);
  }

  /** Follows it and tells {@code observer}, who is asked to look now and then where that fails. */
  Watch watch(Observer observer, Pause pause) {
    return watch(new Following(Optional.of(observer)), pause);
  }

  private Watch watch(ResourceWatch.Listener listener, Pause pause) {
    return ResourceWatch.of(
        api, resource, Map.of("fieldSelector", "metadata.name=" + name), listener, pause);
  }

  /** What a write leaves behind is known by its answer, and by nothing else if it fails. */
  private ApiReply<Map<String, @Nullable Object>> afterwards(
      Supplier<ApiReply<Map<String, @Nullable Object>>> write) {
    Position before;
    synchronized (this) {
      known = Optional.empty();
      before = position();
    }
    var reply = write.get();
    if (reply instanceof ApiReply.Ok) {
      keep(reply, before);
    }
    return reply;
  }

  private synchronized void keep(ApiReply<Map<String, @Nullable Object>> reply, Position before) {
    var undisturbed = sightings == before.sighting() || version(reply).equals(sighted);
    var certain =
        switch (reply) {
          case ApiReply.Ok<?> _, ApiReply.NotFound<?> _ -> true;
          case ApiReply.Conflict<?> _, ApiReply.Failed<?> _ -> false;
        };
    if (certain && followed && spells == before.spell() && undisturbed) {
      known = Optional.of(reply);
    }
  }

  private synchronized void forget() {
    known = Optional.empty();
  }

  private Position position() {
    return new Position(spells, sightings);
  }

  private synchronized void follows(boolean now) {
    followed = now;
    spells++;
    known = Optional.empty();
  }

  private synchronized void sighted(ResourceWatch.Sighting sighting) {
    sightings++;
    sighted = sighting.gone() ? "" : sighting.version();
    if (known.filter(reply -> version(reply).equals(sighted)).isEmpty()) {
      known = Optional.empty();
    }
  }

  /** Nothing where there is none, which is how a deletion is remembered. */
  private static String version(ApiReply<Map<String, @Nullable Object>> reply) {
    return reply instanceof ApiReply.Ok(var tree) ? Look.resourceVersion(tree) : "";
  }

  /** Hears before its observer does, who may look at once. */
  private final class Following implements ResourceWatch.Listener {
    private final Optional<Observer> observer;

    Following(Optional<Observer> observer) {
      this.observer = observer;
    }

    @Override
    public void seen(ResourceWatch.Sighting sighting) {
      sighted(sighting);
      observer.ifPresent(who -> who.seen(sighting));
    }

    @Override
    public void look() {
      forget();
      observer.ifPresent(Observer::look);
    }

    @Override
    public void follows(boolean now) {
      WatchedObject.this.follows(now);
    }

    @Override
    public Optional<Duration> denied(String problem) {
      if (observer.isEmpty()) {
        return Optional.of(UNTIL_ASKED_AGAIN);
      }
      return ResourceWatch.Listener.super.denied(problem);
    }
  }
}
