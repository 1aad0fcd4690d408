package dev.runtimeagent.kubernetes.permission;

import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which rights and namespaces are missing (U-27), and tells of them in one warning, and
 * again when they change. It goes on until nothing is missing. The agent starts without it.
 */
public final class Permissions {
  private static final Logger log = LoggerFactory.getLogger(Permissions.class);

  /** A start has better things to do with its first seconds. */
  private static final Duration BEFORE_FIRST = Duration.ofSeconds(3);

  private static final Duration UNTIL_NEXT = Duration.ofMinutes(10);
  private static final Duration WITHOUT_ANSWER = Duration.ofSeconds(30);

  private final KubernetesApi api;
  private final AccessReviews reviews;
  private final AgentRights.Places places;
  private final Set<Facet> facets;
  private final EventRecorder recorder;
  private Findings told = Findings.NONE;

  /**
   * What is missing.
   *
   * @param namespaces that do not exist or are being deleted
   */
  private record Findings(List<Right> rights, List<String> namespaces) {
    static final Findings NONE = new Findings(List.of(), List.of());

    boolean areNone() {
      return equals(NONE);
    }
  }

  Permissions(
      KubernetesApi api, AgentRights.Places places, Set<Facet> facets, EventRecorder recorder) {
    this.api = api;
    this.reviews = new AccessReviews(api);
    this.places = places;
    this.facets = facets;
    this.recorder = recorder;
  }

  /**
   * Begins to look, on a thread of its own.
   *
   * @param facets what the cluster is used as
   */
  public static Watch watch(
      KubernetesApi api,
      AgentRights.Places places,
      Set<Facet> facets,
      EventRecorder recorder,
      Pause pause) {
    var permissions = new Permissions(api, places, facets, recorder);
    var thread = Thread.ofVirtual().name("permissions").start(() -> permissions.run(pause));
    return thread::interrupt;
  }

  void run(Pause pause) {
    try {
      var next = Optional.of(BEFORE_FIRST);
      while (next.isPresent()) {
        pause.hold(next.get());
        next = look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException defect) {
      log.atError().setCause(defect).log("Rights are not checked any more");
    }
  }

  /** Looks once, and tells after which time to look again, if at all. */
  private Optional<Duration> look() {
    var needed = new ArrayList<>(AgentRights.of(facets, places));
    if (facets.contains(Facet.HOME)
        && api.served(Resource.compassConnections()) instanceof ApiReply.Ok(var kinds)
        && kinds.contains(AgentRights.STATUS)) {
      needed.add(AgentRights.status());
    }
    if (!(reviews.missing(needed) instanceof ApiReply.Ok(var missing))) {
      return Optional.of(WITHOUT_ANSWER);
    }
    var found = new Findings(missing, missingNamespaces());
    tellOfRights(found.rights(), needed);
    tellOfNamespaces(found.namespaces());
    told = found;
    return found.areNone() ? Optional.empty() : Optional.of(UNTIL_NEXT);
  }

  /** Only who may create a Secret is told that its namespace is missing. */
  private List<String> missingNamespaces() {
    return facets.stream()
        .sorted(Comparator.reverseOrder())
        .flatMap(this::namespaces)
        .distinct()
        .filter(this::isMissing)
        .toList();
  }

  private Stream<String> namespaces(Facet facet) {
    return switch (facet) {
      case HOME -> Stream.of(places.credential().namespace(), places.authorities().namespace());
      case TARGET -> Stream.of(places.integrationNamespace());
    };
  }

  private boolean isMissing(String namespace) {
    var manifest =
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Secret",
            "metadata",
            Map.of("name", "runtime-agent-check"));
    return api.create(Resource.secrets(namespace), manifest, Writes.DRY_RUN)
            instanceof ApiReply.Failed(var reason, _)
        && reason == Reason.NO_NAMESPACE;
  }

  private void tellOfRights(List<Right> missing, List<Right> needed) {
    if (missing.equals(told.rights())) {
      return;
    }
    if (missing.isEmpty()) {
      tell(Severity.INFO, "PermissionsGranted", "the agent has all rights now", Map.of());
    } else {
      tell(
          Severity.WARNING,
          "PermissionsMissing",
          "the agent's ServiceAccount lacks rights",
          Map.of("missing", Right.shown(missing) + withoutAnyRight(missing, needed)));
    }
  }

  /** A deleted namespace takes its roles along. */
  private static String withoutAnyRight(List<Right> missing, List<Right> needed) {
    return needed.stream()
        .flatMap(right -> right.resource().namespace().stream())
        .distinct()
        .filter(namespace ->
            missing.containsAll(needed.stream().filter(right -> right.isIn(namespace)).toList()))
        .map(namespace -> "; no right at all in namespace " + namespace + ": does it exist?")
        .collect(Collectors.joining());
  }

  private void tellOfNamespaces(List<String> missing) {
    if (missing.equals(told.namespaces())) {
      return;
    }
    if (missing.isEmpty()) {
      tell(Severity.INFO, "NamespacesPresent", "all namespaces are there now", Map.of());
    } else {
      tell(
          Severity.WARNING,
          "NamespacesMissing",
          "namespaces are missing; create them, or name others in the settings",
          Map.of("missing", String.join(", ", missing)));
    }
  }

  private void tell(Severity severity, String reason, String message, Map<String, String> details) {
    recorder.record(new AgentEvent(severity, reason, message, details));
  }
}
