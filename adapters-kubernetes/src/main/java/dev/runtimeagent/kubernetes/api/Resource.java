package dev.runtimeagent.kubernetes.api;

import java.util.Optional;

/**
 * A kind of object in one place, as URLs of the API server name it.
 *
 * @param group empty for the core group
 * @param plural the kind's name in URLs
 * @param namespace absent for what belongs to the whole cluster
 */
public record Resource(String group, String version, String plural, Optional<String> namespace) {
  public static Resource secrets(String namespace) {
    return new Resource("", "v1", "secrets", Optional.of(namespace));
  }

  public static Resource configMaps(String namespace) {
    return new Resource("", "v1", "configmaps", Optional.of(namespace));
  }

  public static Resource events(String namespace) {
    return new Resource("", "v1", "events", Optional.of(namespace));
  }

  public static Resource leases(String namespace) {
    return new Resource("coordination.k8s.io", "v1", "leases", Optional.of(namespace));
  }

  public static Resource compassConnections() {
    return new Resource(
        "compass.kyma-project.io", "v1alpha1", "compassconnections", Optional.empty());
  }

  public static Resource applications() {
    return new Resource(
        "applicationconnector.kyma-project.io", "v1alpha1", "applications", Optional.empty());
  }

  /** Path of the group and version, below which the kinds that are served are listed. */
  String groupPath() {
    return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
  }

  /** Path of the collection. */
  String path() {
    return groupPath() + namespace.map(n -> "/namespaces/" + n).orElse("") + "/" + plural;
  }

  /** A subresource, as roles name it; itself if there is none. */
  Resource part(String subresource) {
    return new Resource(group, version, plural + subresource, namespace);
  }

  /** As an operator would write it: {@code secrets kyma-system/name}. */
  public String shown(String name) {
    return plural + " " + namespace.map(n -> n + "/").orElse("") + name;
  }
}
