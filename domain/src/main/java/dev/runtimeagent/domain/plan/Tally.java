package dev.runtimeagent.domain.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Counts losses by their three kinds. */
final class Tally {
  private Tally() {}

  static int applications(Collection<Change> changes) {
    return (int) changes.stream().filter(c -> c.loss().application()).count();
  }

  static int replaced(Collection<Change> changes) {
    return (int) changes.stream().filter(c -> c.loss().replaced()).count();
  }

  static int entries(Collection<Change> changes) {
    return changes.stream().mapToInt(c -> c.loss().entries().size()).sum();
  }

  static int credentials(Collection<Change> changes) {
    return changes.stream().mapToInt(c -> c.loss().credentialBundles().size()).sum();
  }

  /** What {@code changes} would take away, in words. */
  static String sentence(Collection<Change> changes) {
    var parts = new ArrayList<String>();
    add(parts, applications(changes), "Application", "Applications");
    add(parts, replaced(changes), "replaced Application", "replaced Applications");
    add(parts, entries(changes), "API or event", "APIs or events");
    add(parts, credentials(changes), "bundle's credentials", "bundles' credentials");
    return String.join(", ", parts);
  }

  /** Why one Application is held. */
  static String sentence(Loss loss) {
    var parts = new ArrayList<String>();
    if (loss.application()) {
      parts.add("Compass does not list it any more");
    }
    if (loss.replaced()) {
      parts.add("Compass lists another of this name");
    }
    add(parts, loss.entries().size(), "API or event would go", "APIs or events would go");
    add(
        parts,
        loss.credentialBundles().size(),
        "bundle would lose its credentials",
        "bundles would lose their credentials");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, int count, String one, String many) {
    if (count > 0) {
      parts.add(count + " " + (count == 1 ? one : many));
    }
  }
}
