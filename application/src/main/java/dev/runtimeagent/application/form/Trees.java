package dev.runtimeagent.application.form;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads documents that others may have written: what is not as expected is not there. */
final class Trees {
  private Trees() {}

  static Map<String, Object> child(Map<String, ?> tree, String key) {
    return asTree(tree.get(key));
  }

  static List<Map<String, Object>> children(Map<String, ?> tree, String key) {
    return tree.get(key) instanceof List<?> list
        ? list.stream().map(Trees::asTree).toList()
        : List.of();
  }

  static String text(Map<String, ?> tree, String key) {
    return tree.get(key) instanceof String text ? text : "";
  }

  static boolean flag(Map<String, ?> tree, String key) {
    return Boolean.TRUE.equals(tree.get(key));
  }

  /** The length of the longest text or key in a tree or list, or of a text, in characters. */
  static int longestText(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> tree -> Math.max(longest(tree.keySet()), longest(tree.values()));
      case List<?> list -> longest(list);
      case String text -> text.length();
      case null, default -> 0;
    };
  }

  private static int longest(Collection<?> values) {
    return values.stream().mapToInt(Trees::longestText).max().orElse(0);
  }

  private static Map<String, Object> asTree(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return Map.of();
    }
    var tree = LinkedHashMap.<String, Object>newLinkedHashMap(map.size());
    map.forEach((key, element) -> {
      if (element != null) {
        tree.put(String.valueOf(key), element);
      }
    });
    return tree;
  }
}
