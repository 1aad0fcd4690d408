package dev.runtimeagent.kubernetes.api;

import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches objects of a kind without end: goes on from the resource version it knows, begins anew
 * where that is too old, and looks every while where it may not watch. Only metadata are asked for.
 */
public final class ResourceWatch implements Watch {
  private static final Logger log = LoggerFactory.getLogger(ResourceWatch.class);

  private static final String METADATA =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

  /** The API server ends a watch after that time, which has everything be looked at again. */
  private static final int SECONDS_OF_A_WATCH = 1800;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** A missing definition is installed while somebody waits for it. */
  private static final Duration LONGEST_WAIT_FOR_A_KIND = Duration.ofSeconds(3);

  private final KubernetesApi api;
  private final Resource resource;
  private final Map<String, String> selectors;
  private final Listener listener;
  private final Pause pause;
  private final Thread thread;
  private final AtomicReference<@Nullable Call> call = new AtomicReference<>();
  private volatile boolean closed;
  private String version = "";
  private Duration wait = FIRST_WAIT;

  /** Who is told; from the watch's own thread. */
  public interface Listener {
    void seen(Sighting sighting);

    /** Anything may have changed meanwhile. */
    void look();

    /** Whether changes are told soon from now on; told again when that ends. */
    default void follows(boolean now) {}

    /**
     * The agent may not watch. Looking is all that is left then, unless it is done elsewhere.
     *
     * @return how seldom to ask for it again in the end, if not as often as ever
     */
    default Optional<Duration> denied(String problem) {
      look();
      return Optional.empty();
    }
  }

  /**
   * An object that came, changed or went.
   *
   * @param version its resource version
   */
  public record Sighting(String name, String version, boolean gone) {}

  private ResourceWatch(
      KubernetesApi api,
      Resource resource,
      Map<String, String> selectors,
      Listener listener,
      Pause pause) {
    this.api = api;
    this.resource = resource;
    this.selectors = Map.copyOf(selectors);
    this.listener = listener;
    this.pause = pause;
    this.thread = Thread.ofVirtual().name("watch-" + resource.plural()).unstarted(this::run);
  }

  /** Watches the object of that name, whether it exists or not. */
  public static ResourceWatch named(
      KubernetesApi api, Resource resource, String name, Runnable changed, Pause pause) {
    return of(
        api,
        resource,
        Map.of("fieldSelector", "metadata.name=" + name),
        new Listener() {
          @Override
          public void seen(Sighting sighting) {
            changed.run();
          }

          @Override
          public void look() {
            changed.run();
          }
        },
        pause);
  }

  /** Watches all objects that match {@code selectors}, query parameters as the API has them. */
  public static ResourceWatch of(
      KubernetesApi api,
      Resource resource,
      Map<String, String> selectors,
      Listener listener,
      Pause pause) {
    var watch = new ResourceWatch(api, resource, selectors, listener, pause);
    watch.thread.start();
    return watch;
  }

  @Override
  public void close() {
    closed = true;
    var open = call.get();
    if (open != null) {
      open.cancel();
    }
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed) {
        if (version.isEmpty()) {
          begin();
        } else {
          follow();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Finds out from which version to watch; what came before must be looked at. */
  private void begin() throws InterruptedException {
    switch (api.version(resource, selectors)) {
      case ApiReply.Ok(var now) -> {
        version = now;
        tell(listener::look);
      }
      case ApiReply.NotFound<String> _, ApiReply.Conflict<String> _ -> hold(LONGEST_WAIT);
      case ApiReply.Failed(var reason, var problem) -> {
        if (reason == Reason.FORBIDDEN) {
          denied(problem);
          return;
        }
        // Without the kind, looking is all that is left.
        if (reason != Reason.UNAVAILABLE) {
          tell(listener::look);
        }
        backOff(reason == Reason.NOT_SERVED ? LONGEST_WAIT_FOR_A_KIND : LONGEST_WAIT);
      }
    }
  }

  private void follow() throws InterruptedException {
    var query = new LinkedHashMap<>(selectors);
    query.put("watch", "true");
    query.put("allowWatchBookmarks", "true");
    query.put("timeoutSeconds", String.valueOf(SECONDS_OF_A_WATCH));
    query.put("resourceVersion", version);
    var next = api.connection().stream(resource.path(), query, METADATA);
    call.set(next);
    if (closed) {
      return;
    }
    try (var response = next.execute()) {
      if (!response.isSuccessful()) {
        version = "";
        if (response.code() == 403 || response.code() == 401) {
          denied(
              "cannot watch "
                  + resource.plural()
                  + ": forbidden; grant this right to the agent's ServiceAccount");
        } else {
          backOff(LONGEST_WAIT);
        }
        return;
      }
      if (!told(response.body().source())) {
        // Whoever closes or ends watches at once would be asked without a pause.
        backOff(LONGEST_WAIT);
      }
    } catch (SocketTimeoutException _) {
      // Silent for so long that what it would have told may be lost: everything is looked at.
      version = "";
      if (!closed) {
        backOff(LONGEST_WAIT);
      }
    } catch (IOException _) {
      // Broken off, or its other end is gone: go on from what was seen last.
      if (!closed) {
        backOff(LONGEST_WAIT);
      }
    }
  }

  private boolean told(BufferedSource lines) throws IOException {
    tell(() -> listener.follows(true));
    try {
      return read(lines);
    } finally {
      tell(() -> listener.follows(false));
    }
  }

  /** Reads until the end, and answers whether anything came but the news that it is the end. */
  private boolean read(BufferedSource lines) throws IOException {
    var heard = false;
    for (var line = lines.readUtf8Line(); line != null; line = lines.readUtf8Line()) {
      switch (WatchLine.read(line)) {
        case WatchLine.Ended _ -> {
          version = "";
          return heard;
        }
        case WatchLine.Reached(var reached) -> version = reached;
        case WatchLine.Seen(var sighting) -> {
          version = sighting.version();
          tell(() -> listener.seen(sighting));
        }
      }
      heard = true;
      wait = FIRST_WAIT;
    }
    return heard;
  }

  private void denied(String problem) throws InterruptedException {
    var later = new AtomicReference<>(Optional.<Duration>empty());
    tell(() -> later.set(listener.denied(problem)));
    backOff(later.get().orElse(LONGEST_WAIT));
  }

  private void backOff(Duration longest) throws InterruptedException {
    var now = wait.compareTo(longest) > 0 ? longest : wait;
    wait = now.multipliedBy(2);
    hold(now);
  }

  private void hold(Duration time) throws InterruptedException {
    if (!closed) {
      pause.hold(time);
    }
  }

  /** An exception would end all further watching without a word. */
  private void tell(Runnable change) {
    try {
      change.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("kind", resource.plural()).log("Change was not taken");
    }
  }
}
