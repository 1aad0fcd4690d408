package dev.runtimeagent.application.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Manifests as trees: maps with text keys, lists, text, whole numbers, booleans and null. What a
 * form does not know survives in them.
 */
public final class Manifest {
  private Manifest() {}

  /** An empty manifest, for what does not exist yet. */
  public static Map<String, @Nullable Object> empty() {
    return new LinkedHashMap<>();
  }

  /** A copy that shares nothing that can change. */
  public static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> manifest) {
    var copy = empty();
    manifest.forEach((key, value) -> copy.put(key, copyOf(value)));
    return copy;
  }

  /** The mapping at {@code key}; one is put there if there is none. */
  static Map<String, @Nullable Object> child(Map<String, @Nullable Object> parent, String key) {
    var child = empty();
    if (parent.get(key) instanceof Map<?, ?> present) {
      present.forEach((name, value) -> child.put(String.valueOf(name), value));
    }
    parent.put(key, child);
    return child;
  }

  /** A copy of {@code existing}, headed as Kubernetes has it; its other metadata survive. */
  static Map<String, @Nullable Object> headed(
      Map<String, @Nullable Object> existing, String apiVersion, String kind, String name) {
    var manifest = empty();
    manifest.put("apiVersion", apiVersion);
    manifest.put("kind", kind);
    manifest.put("metadata", empty());
    manifest.putAll(copy(existing));
    manifest.put("apiVersion", apiVersion);
    manifest.put("kind", kind);
    child(manifest, "metadata").put("name", name);
    return manifest;
  }

  private static @Nullable Object copyOf(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var copy = empty();
        map.forEach((key, inner) -> copy.put(String.valueOf(key), copyOf(inner)));
        yield copy;
      }
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>();
        list.forEach(item -> copy.add(copyOf(item)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
