package dev.runtimeagent.kubernetes.target;

import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.ResourceWatch;
import dev.runtimeagent.kubernetes.api.Tree;
import dev.runtimeagent.kubernetes.target.Noticed.Kind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of changes that somebody else made. An event of a change of our own may come before the
 * answer that tells its version, so that everything that looks foreign is looked at again when it
 * has settled. Where the agent may not watch, nothing is told.
 */
final class ForeignChanges implements Watch {
  private static final Logger log = LoggerFactory.getLogger(ForeignChanges.class);

  private static final String MANAGED_BY = "applicationconnector.kyma-project.io/managed-by";
  private static final String AGENT = "compass-runtime-agent";
  private static final Duration SETTLING = Duration.ofMillis(200);
  private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMinutes(2);

  private final KubernetesApi api;
  private final Noticed noticed;
  private final Runnable changed;
  private final Pause pause;
  private final Map<Thing, ResourceWatch.Sighting> pending = new ConcurrentHashMap<>();
  private final Semaphore news = new Semaphore(0);
  private final Thread teller;
  private List<Watch> watches = List.of();

  private record Thing(Kind kind, String name) {}

  private ForeignChanges(KubernetesApi api, Noticed noticed, Runnable changed, Pause pause) {
    this.api = api;
    this.noticed = noticed;
    this.changed = changed;
    this.pause = pause;
    this.teller = Thread.ofVirtual().name("tell-foreign-changes").unstarted(this::tell);
  }

  static Watch watch(
      KubernetesApi api, String namespace, Noticed noticed, Runnable changed, Pause pause) {
    var foreign = new ForeignChanges(api, noticed, changed, pause);
    foreign.teller.start();
    foreign.watches =
        List.of(
            foreign.watch(
                Kind.APPLICATION,
                Resource.applications(),
                Map.of("labelSelector", MANAGED_BY + "=" + AGENT)),
            foreign.watch(Kind.SECRET, Resource.secrets(namespace), SecretShelf.SELECTOR));
    return foreign;
  }

  /** Whether changes of that Application are told. */
  static boolean isWatched(Map<String, ?> application) {
    var labels = Tree.child(Tree.child(application, "metadata"), "labels");
    return Tree.text(labels, MANAGED_BY).equals(AGENT);
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
    teller.interrupt();
  }

  private Watch watch(Kind kind, Resource resource, Map<String, String> selectors) {
    var denied = new AtomicBoolean();
    return ResourceWatch.of(
        api,
        resource,
        selectors,
        new ResourceWatch.Listener() {
          @Override
          public void seen(ResourceWatch.Sighting sighting) {
            notice(kind, sighting);
          }

          @Override
          public void look() {
            compare(kind, resource, selectors);
          }

          @Override
          public Optional<Duration> denied(String problem) {
            if (denied.compareAndSet(false, true)) {
              log.atInfo()
                  .addKeyValue("problem", problem)
                  .log("Changes by others are noticed at the next synchronization only");
            }
            return Optional.of(UNTIL_ASKED_AGAIN);
          }
        },
        pause);
  }

  /** Finds what happened while nobody watched. */
  private void compare(Kind kind, Resource resource, Map<String, String> selectors) {
    if (!(api.listMetadata(resource, selectors) instanceof ApiReply.Ok(var listing))) {
      return;
    }
    var gone = new HashSet<>(noticed.names(kind));
    for (var item : listing.items()) {
      var name = SecretShelf.name(item);
      gone.remove(name);
      notice(kind, new ResourceWatch.Sighting(name, Stamp.of(item).version(), false));
    }
    gone.forEach(
        name -> notice(kind, new ResourceWatch.Sighting(name, listing.version(), true)));
  }

  private void notice(Kind kind, ResourceWatch.Sighting sighting) {
    if (isNews(kind, sighting)) {
      pending.put(new Thing(kind, sighting.name()), sighting);
      news.release();
    }
  }

  private boolean isNews(Kind kind, ResourceWatch.Sighting sighting) {
    return noticed.isNews(kind, sighting.name(), sighting.version(), sighting.gone());
  }

  private void tell() {
    try {
      while (true) {
        news.acquire();
        news.drainPermits();
        do {
          pause.hold(SETTLING);
        } while (noticed.isBusy());
        var settled = Map.copyOf(pending);
        settled.forEach(pending::remove);
        if (settled.entrySet().stream().anyMatch(e -> isNews(e.getKey().kind(), e.getValue()))) {
          tellOnce();
        }
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /** An exception would end all further telling without a word. */
  private void tellOnce() {
    try {
      changed.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("Change was not taken");
    }
  }
}
