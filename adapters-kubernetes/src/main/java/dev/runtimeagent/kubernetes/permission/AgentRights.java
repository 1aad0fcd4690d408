package dev.runtimeagent.kubernetes.permission;

import dev.runtimeagent.application.form.ConnectionForm;
import dev.runtimeagent.application.form.JournalForm;
import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.kubernetes.api.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rights the agent needs, as data: what the roles of the chart grant, and nothing more. */
public final class AgentRights {
  /** The status of the connection's document as a resource of its own. */
  static final String STATUS = "compassconnections/status";

  private static final String LEASE = "runtime-agent";

  private AgentRights() {}

  /**
   * The objects that the settings name.
   *
   * @param configurationSecret absent if another place of the configuration was named
   * @param configurationMap as above
   * @param integrationNamespace where the Applications' Secrets are
   */
  public record Places(
      Optional<NamespacedName> configurationSecret,
      Optional<NamespacedName> configurationMap,
      NamespacedName credential,
      NamespacedName authorities,
      String integrationNamespace) {}

  /** All that these facets need; with both, each is a rule of the chart's roles. */
  static List<Right> of(Set<Facet> facets, Places places) {
    var rights = new ArrayList<Right>();
    if (facets.contains(Facet.HOME)) {
      addHome(rights, places);
    }
    if (facets.contains(Facet.TARGET)) {
      addTarget(rights, places);
    }
    rights.addAll(onAny(Resource.nodes(), "list"));
    rights.addAll(onAny(Resource.nodeMetrics(), "list"));
    rights.addAll(onAny(Resource.persistentVolumes(), "list"));
    return rights.stream().distinct().toList();
  }

  private static void addTarget(List<Right> rights, Places places) {
    rights.addAll(
        onAny(Resource.applications(), "get", "list", "watch", "create", "update", "delete"));
    rights.addAll(
        onAny(
            Resource.secrets(places.integrationNamespace()),
            "get",
            "list",
            "watch",
            "create",
            "update",
            "delete"));
  }

  private static void addHome(List<Right> rights, Places places) {
    var documents = Resource.compassConnections();
    rights.addAll(on(documents, ConnectionForm.NAME, "get", "list", "watch", "update"));
    rights.add(Right.any("create", documents));
    places
        .configurationSecret()
        .ifPresent(secret ->
            rights.addAll(
                on(Resource.secrets(secret.namespace()), secret.name(), "get", "list", "watch")));
    places
        .configurationMap()
        .ifPresent(map ->
            rights.addAll(
                on(Resource.configMaps(map.namespace()), map.name(), "get", "list", "watch")));
    rights.addAll(kept(places.credential()));
    rights.addAll(kept(places.authorities()));
    var beside = places.credential().namespace();
    rights.addAll(on(Resource.secrets(beside), JournalForm.NAME, "get", "update", "delete"));
    rights.addAll(lease(beside));
    rights.addAll(onAny(Resource.events("default"), "create", "update"));
  }

  /** Beside them, where the status is a subresource. */
  static Right status() {
    var documents = Resource.compassConnections();
    return new Right(
        "update",
        new Resource(documents.group(), documents.version(), STATUS, documents.namespace()),
        Optional.of(ConnectionForm.NAME));
  }

  /** Those for leadership. */
  public static List<Right> lease(String namespace) {
    var rights = new ArrayList<>(on(Resource.leases(namespace), LEASE, "get", "update"));
    rights.add(Right.any("create", Resource.leases(namespace)));
    return rights;
  }

  private static List<Right> kept(NamespacedName secret) {
    var rights =
        new ArrayList<>(
            on(
                Resource.secrets(secret.namespace()),
                secret.name(),
                "get",
                "list",
                "watch",
                "update"));
    rights.add(Right.any("create", Resource.secrets(secret.namespace())));
    return rights;
  }

  private static List<Right> on(Resource resource, String name, String... verbs) {
    return Stream.of(verbs).map(verb -> new Right(verb, resource, Optional.of(name))).toList();
  }

  private static List<Right> onAny(Resource resource, String... verbs) {
    return Stream.of(verbs).map(verb -> Right.any(verb, resource)).toList();
  }
}
