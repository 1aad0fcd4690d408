package dev.runtimeagent.kubernetes.permission;

import dev.runtimeagent.application.form.ConnectionForm;
import dev.runtimeagent.application.form.JournalForm;
import dev.runtimeagent.kubernetes.api.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rights the agent needs, as data: what the roles of the chart grant, and nothing more. */
public final class AgentRights {
  private static final String LEASE = "runtime-agent";

  private AgentRights() {}

  /**
   * A namespaced object that the settings name.
   *
   * @param namespace where it is
   */
  public record Place(String namespace, String name) {}

  /**
   * The objects that the settings name.
   *
   * @param integrationNamespace where the Applications' Secrets are
   */
  public record Places(
      Place configurationSecret,
      Place configurationMap,
      Place credential,
      Place authority,
      String integrationNamespace) {
    /** Every namespace that must exist, once; that of a configuration may come with it. */
    List<String> namespaces() {
      return Stream.of(integrationNamespace, credential.namespace(), authority.namespace())
          .distinct()
          .toList();
    }
  }

  /** All of them. */
  public static List<Right> all(Places places) {
    var rights = new ArrayList<Right>();
    var documents = Resource.compassConnections();
    rights.addAll(on(documents, ConnectionForm.NAME, "get", "list", "watch", "update"));
    rights.add(Right.any("create", documents));
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
    var secret = places.configurationSecret();
    rights.addAll(on(Resource.secrets(secret.namespace()), secret.name(), "get", "list", "watch"));
    var map = places.configurationMap();
    rights.addAll(on(Resource.configMaps(map.namespace()), map.name(), "get", "list", "watch"));
    rights.addAll(kept(places.credential()));
    rights.addAll(kept(places.authority()));
    var beside = places.credential().namespace();
    rights.addAll(on(Resource.secrets(beside), JournalForm.NAME, "get", "update", "delete"));
    rights.addAll(lease(beside));
    rights.addAll(onAny(Resource.events("default"), "create", "update"));
    rights.addAll(onAny(Resource.nodes(), "list"));
    rights.addAll(onAny(Resource.nodeMetrics(), "list"));
    rights.addAll(onAny(Resource.persistentVolumes(), "list"));
    return rights.stream().distinct().toList();
  }

  /** Those for leadership. */
  public static List<Right> lease(String namespace) {
    var rights = new ArrayList<>(on(Resource.leases(namespace), LEASE, "get", "update"));
    rights.add(Right.any("create", Resource.leases(namespace)));
    return rights;
  }

  private static List<Right> kept(Place secret) {
    var rights =
        new ArrayList<>(on(Resource.secrets(secret.namespace()), secret.name(), "get", "update"));
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
