package dev.runtimeagent.kubernetes.permission;

import dev.runtimeagent.kubernetes.api.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A verb on a resource, as roles grant it.
 *
 * @param name the one object it is needed for; absent where any may be meant
 */
public record Right(String verb, Resource resource, Optional<String> name) {
  static Right any(String verb, Resource resource) {
    return new Right(verb, resource, Optional.empty());
  }

  /** As an operator would look for it in a role: {@code get secrets a in namespace b}. */
  public String shown() {
    return verb
        + " "
        + resource.plural()
        + (resource.group().isEmpty() ? "" : "." + resource.group())
        + name.map(n -> " " + n).orElse("")
        + resource.namespace().map(n -> " in namespace " + n).orElse("");
  }

  /** The {@code resourceAttributes} of a review. */
  Map<String, Object> attributes() {
    var attributes = new LinkedHashMap<String, Object>();
    attributes.put("verb", verb);
    attributes.put("group", resource.group());
    attributes.put("version", resource.version());
    var slash = resource.plural().indexOf('/');
    attributes.put(
        "resource", slash < 0 ? resource.plural() : resource.plural().substring(0, slash));
    if (slash >= 0) {
      attributes.put("subresource", resource.plural().substring(slash + 1));
    }
    resource.namespace().ifPresent(namespace -> attributes.put("namespace", namespace));
    name.ifPresent(n -> attributes.put("name", n));
    return attributes;
  }
}
