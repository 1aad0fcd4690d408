package dev.runtimeagent.application.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a manifest that anybody may have edited: gives what is expected there, or leaves by
 * {@link MalformedManifest}, which names the place but not what stands there.
 */
record Node(String path, @Nullable Object value) {
  static Node root(Map<String, @Nullable Object> manifest) {
    return new Node("", manifest);
  }

  boolean isAbsent() {
    return value == null;
  }

  Node at(String key) {
    return value == null ? new Node(below(key), null) : new Node(below(key), map().get(key));
  }

  /** All fields in their order; none if this is absent. */
  Map<String, Node> fields() {
    var fields = new LinkedHashMap<String, Node>();
    if (value != null) {
      map().keySet().forEach(key -> fields.put(key.toString(), at(key.toString())));
    }
    return fields;
  }

  /** All items; none if this is absent. */
  List<Node> items() {
    return switch (value) {
      case null -> List.of();
      case List<?> list ->
          IntStream.range(0, list.size())
              .mapToObj(i -> new Node(path + "[" + i + "]", list.get(i)))
              .toList();
      default -> throw malformed("must be a list");
    };
  }

  Optional<String> text() {
    return switch (value) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      default -> throw malformed("must be text (put it into quotes)");
    };
  }

  /** Text that is there and not empty. */
  Optional<String> filledText() {
    return text().filter(text -> !text.isEmpty());
  }

  boolean flag() {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      default -> throw malformed("must be true or false");
    };
  }

  int count() {
    return switch (value) {
      case null -> 0;
      case Integer number -> number;
      case Long number when number.intValue() == number -> number.intValue();
      default -> throw malformed("must be a whole number");
    };
  }

  /** A time as RFC 3339 writes it. */
  Optional<Instant> time() {
    return filledText().map(this::toInstant);
  }

  MalformedManifest malformed(String problem) {
    return new MalformedManifest((path.isEmpty() ? "the document" : path) + " " + problem);
  }

  private Instant toInstant(String text) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException _) {
      throw malformed("must be a time like 2026-01-31T12:00:00Z");
    }
  }

  private Map<?, ?> map() {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw malformed("must be a mapping");
  }

  private String below(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
