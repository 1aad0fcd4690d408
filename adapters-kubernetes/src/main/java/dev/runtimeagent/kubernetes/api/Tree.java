package dev.runtimeagent.kubernetes.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads answers of the API server: what is not as expected is not there. */
public final class Tree {
  private Tree() {}

  @SuppressWarnings("unchecked") // Trees made by Json have text keys only.
  public static Map<String, @Nullable Object> child(Map<String, ?> tree, String key) {
    return tree.get(key) instanceof Map<?, ?> map
        ? (Map<String, @Nullable Object>) map
        : new LinkedHashMap<>();
  }

  @SuppressWarnings("unchecked") // Trees made by Json have text keys only.
  public static List<Map<String, @Nullable Object>> children(Map<String, ?> tree, String key) {
    var children = new ArrayList<Map<String, @Nullable Object>>();
    if (tree.get(key) instanceof List<?> list) {
      for (var element : list) {
        if (element instanceof Map<?, ?> map) {
          children.add((Map<String, @Nullable Object>) map);
        }
      }
    }
    return children;
  }

  /** The text at {@code key}, or an empty one. */
  public static String text(Map<String, ?> tree, String key) {
    return tree.get(key) instanceof String text ? text : "";
  }
}
