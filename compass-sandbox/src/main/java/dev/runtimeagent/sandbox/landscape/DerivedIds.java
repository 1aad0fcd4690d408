package dev.runtimeagent.sandbox.landscape;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Ids that follow from names, so that a file needs none and an edit keeps those of its rest. */
final class DerivedIds {

  private final String parent;
  private final Map<String, Integer> seen = new HashMap<>();

  DerivedIds(String parent) {
    this.parent = parent;
  }

  /** The id of the next part of that kind and name. */
  String next(String kind, String name) {
    String seed = parent + '/' + kind + '/' + name;
    return of(seed + '/' + seen.merge(seed, 1, Integer::sum));
  }

  static String of(String seed) {
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
