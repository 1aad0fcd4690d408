package dev.runtimeagent.kubernetes.target;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The resource versions that this agent knows of, because it read or wrote them. By these, changes
 * of others are told from its own.
 */
final class Noticed {
  private final Map<Kind, Map<String, String>> versions = new EnumMap<>(Kind.class);
  private final AtomicInteger underway = new AtomicInteger();

  /** What is looked at. */
  enum Kind {
    APPLICATION,
    SECRET
  }

  Noticed() {
    for (var kind : Kind.values()) {
      versions.put(kind, new ConcurrentHashMap<>());
    }
  }

  void put(Kind kind, String name, Stamp stamp) {
    known(kind).put(name, stamp.version());
  }

  void remove(Kind kind, String name) {
    known(kind).remove(name);
  }

  /** All there are, as a list says. */
  void replace(Kind kind, Map<String, Stamp> all) {
    known(kind).keySet().retainAll(all.keySet());
    all.forEach((name, stamp) -> put(kind, name, stamp));
  }

  Set<String> names(Kind kind) {
    return Set.copyOf(known(kind).keySet());
  }

  /** A change begins whose answers will tell versions. */
  void begin() {
    underway.incrementAndGet();
  }

  void end() {
    underway.decrementAndGet();
  }

  /** Whether versions may turn up that are our own, though nobody knows it yet. */
  boolean isBusy() {
    return underway.get() > 0;
  }

  /** Whether an object that is now of that version, or went with it, was changed by another. */
  boolean isNews(Kind kind, String name, String version, boolean gone) {
    var known = known(kind).get(name);
    return known == null ? !gone : isLater(version, known);
  }

  private Map<String, String> known(Kind kind) {
    return versions.getOrDefault(kind, Map.of());
  }

  /** Versions are numbers that grow; where they are not, another one is taken for a later one. */
  private static boolean isLater(String version, String known) {
    if (!isNumber(version) || !isNumber(known)) {
      return !version.equals(known);
    }
    return version.length() == known.length()
        ? version.compareTo(known) > 0
        : version.length() > known.length();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
