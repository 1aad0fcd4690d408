package dev.runtimeagent.domain.plan;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a change takes away from the Runtime (design, 6.3).
 *
 * @param application whether an Application goes; what it offered does not count again then
 * @param replaced whether an Application of another id takes its place
 * @param entries as {@code bundle id/definition id}
 * @param credentialBundles ids of the bundles that lose their credentials
 */
public record Loss(
    boolean application, boolean replaced, Set<String> entries, Set<String> credentialBundles) {
  public static final Loss NONE = new Loss(false, false, Set.of(), Set.of());

  public Loss {
    entries = Set.copyOf(entries);
    credentialBundles = Set.copyOf(credentialBundles);
  }

  static Loss ofApplication() {
    return new Loss(true, false, Set.of(), Set.of());
  }

  /** What {@code former} have that {@code wanted} has not. */
  static Loss between(Collection<HeldApplication> former, Contents wanted) {
    return new Loss(
        false,
        false,
        missing(all(former, HeldApplication::entries), wanted.entries()),
        missing(all(former, HeldApplication::credentialBundles), wanted.credentialBundles()));
  }

  /**
   * What goes when an Application of another id takes the place of {@code former}. Its ids are all
   * others, so that only their numbers can be compared.
   */
  static Loss ofReplacing(HeldApplication former, Contents wanted) {
    return new Loss(
        false,
        true,
        surplus(former.entries(), wanted.entries().size()),
        surplus(former.credentialBundles(), wanted.credentialBundles().size()));
  }

  /** Whether anything must have been found absent for this. */
  public boolean isAny() {
    return application || replaced || !entries.isEmpty() || !credentialBundles.isEmpty();
  }

  /** Whether it counts; a replacement by itself does only in an epoch that is not settled. */
  boolean counts(boolean settled) {
    return application
        || (replaced && !settled)
        || !entries.isEmpty()
        || !credentialBundles.isEmpty();
  }

  /** Whether {@code earlier} has all of this. */
  boolean isWithin(Loss earlier) {
    return (!application || earlier.application)
        && (!replaced || earlier.replaced)
        && earlier.entries.containsAll(entries)
        && earlier.credentialBundles.containsAll(credentialBundles);
  }

  /** Whether {@code contents} have any of what would go. */
  boolean touches(Contents contents) {
    return !Collections.disjoint(entries, contents.entries())
        || !Collections.disjoint(credentialBundles, contents.credentialBundles());
  }

  private static Set<String> all(
      Collection<HeldApplication> held, Function<HeldApplication, Set<String>> part) {
    return held.stream().map(part).flatMap(Set::stream).collect(Collectors.toSet());
  }

  private static Set<String> missing(Set<String> held, Set<String> wanted) {
    var missing = new HashSet<>(held);
    missing.removeAll(wanted);
    return missing;
  }

  private static Set<String> surplus(Set<String> held, int wanted) {
    List<String> sorted = held.stream().sorted().toList();
    return Set.copyOf(sorted.subList(Math.min(wanted, sorted.size()), sorted.size()));
  }
}
