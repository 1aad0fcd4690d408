package dev.runtimeagent.kubernetes.target;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the Secrets of Applications: by list where that is allowed, else one by one, as the Go
 * agent's roles have it (B-201). Those without the labels of such Secrets are never read.
 */
final class SecretShelf {
  private static final Logger log = LoggerFactory.getLogger(SecretShelf.class);

  /** Matches everything that could be a Secret of an Application (B-162). */
  static final Map<String, String> SELECTOR = Map.of("labelSelector", "app,bundleId");

  private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMinutes(5);

  private final KubernetesApi api;
  private final Resource resource;
  private final Clock clock;
  private volatile Optional<Instant> deniedUntil = Optional.empty();

  SecretShelf(KubernetesApi api, String namespace, Clock clock) {
    this.api = api;
    this.resource = Resource.secrets(namespace);
    this.clock = clock;
  }

  /** Stamps of all, by their label {@code app} and their names; absent if they may not be listed. */
  Optional<Map<String, Map<String, Stamp>>> stamps() {
    if (isDenied()) {
      return Optional.empty();
    }
    var reply = api.listMetadata(resource, SELECTOR);
    if (isDenial(reply)) {
      return Optional.empty();
    }
    var byLabel = new HashMap<String, Map<String, Stamp>>();
    for (var secret : Unanswered.content(reply).items()) {
      byLabel.computeIfAbsent(label(secret), _ -> new HashMap<>()).put(name(secret), Stamp.of(secret));
    }
    return Optional.of(byLabel);
  }

  /** All of them, whole, by their label {@code app}. */
  Map<String, List<Map<String, @Nullable Object>>> all() {
    var byLabel = new HashMap<String, List<Map<String, @Nullable Object>>>();
    Unanswered.content(
        api.eachOf(
            resource,
            SELECTOR,
            secret -> byLabel.computeIfAbsent(label(secret), _ -> new ArrayList<>()).add(secret)));
    return byLabel;
  }

  /** Those of one Application, whole. */
  List<Map<String, @Nullable Object>> of(Map<String, @Nullable Object> application) {
    if (!isDenied()) {
      var label = SecretName.applicationLabel(name(application));
      var reply = api.list(resource, Map.of("labelSelector", "app=" + label + ",bundleId"));
      if (!isDenial(reply)) {
        return Unanswered.content(reply).items();
      }
    }
    var found = new ArrayList<Map<String, @Nullable Object>>();
    for (var name : Candidates.of(application)) {
      get(name).ifPresent(found::add);
    }
    return found;
  }

  Optional<Map<String, @Nullable Object>> get(String name) {
    return Unanswered.found(api.get(resource, name));
  }

  /** Stamps of those that exist. */
  Map<String, Stamp> stampsOf(Iterable<String> names) {
    var stamps = new HashMap<String, Stamp>();
    for (var name : names) {
      Unanswered.found(api.getMetadata(resource, name))
          .ifPresent(secret -> stamps.put(name, Stamp.of(secret)));
    }
    return stamps;
  }

  static String name(Map<String, ?> manifest) {
    return Tree.text(Tree.child(manifest, "metadata"), "name");
  }

  private static String label(Map<String, ?> secret) {
    return Tree.text(Tree.child(Tree.child(secret, "metadata"), "labels"), "app");
  }

  private boolean isDenied() {
    return deniedUntil.filter(clock.now()::isBefore).isPresent();
  }

  private <T> boolean isDenial(ApiReply<T> reply) {
    if (!(reply instanceof ApiReply.Failed<T>(var reason, var problem))
        || reason != Reason.FORBIDDEN) {
      deniedUntil = Optional.empty();
      return false;
    }
    if (deniedUntil.isEmpty()) {
      log.atInfo()
          .addKeyValue("problem", problem)
          .log("Secrets may not be listed, they are read one by one, which is slower");
    }
    deniedUntil = Optional.of(clock.now().plus(UNTIL_ASKED_AGAIN));
    return true;
  }
}
