package dev.runtimeagent.kubernetes.permission;

import dev.runtimeagent.kubernetes.api.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A verb on a resource, as roles grant it.
 *
 * @param name the one object it is needed for; absent where any may be meant
 */
public record Right(String verb, Resource resource, Optional<String> name) {
  static Right any(String verb, Resource resource) {
    return new Right(verb, resource, Optional.empty());
  }

  /**
   * Rights that are missing, as an operator would look for them in roles: {@code may not get, list
   * secrets a in namespace b}.
   */
  public static String shown(List<Right> missing) {
    var verbs = new LinkedHashMap<String, String>();
    missing.forEach(right -> verbs.merge(right.object(), right.verb(), (a, b) -> a + ", " + b));
    return verbs.entrySet().stream()
        .map(entry -> "may not " + entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining("; "));
  }

  boolean isIn(String namespace) {
    return resource.namespace().equals(Optional.of(namespace));
  }

  private String object() {
    return resource.plural()
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
