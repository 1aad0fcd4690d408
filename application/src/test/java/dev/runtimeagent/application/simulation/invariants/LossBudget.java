package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What went at once within an hour, counted apart from the core. */
final class LossBudget {
  private static final Duration HOUR = Duration.ofHours(1);

  private final World world;
  private final Map<Part, Map<String, Instant>> spent = new EnumMap<>(Part.class);

  /** What is counted for itself. */
  enum Part {
    APPLICATIONS,
    ENTRIES,
    CREDENTIALS
  }

  LossBudget(World world) {
    this.world = world;
  }

  /** Counts losses and says what is wrong with them; what is tried again counts once. */
  Optional<String> spend(Part part, Collection<String> lost) {
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    var hour = world.time().now().minus(HOUR);
    var held = held(part);
    var all = spent.computeIfAbsent(part, _ -> new HashMap<>());
    all.values().removeIf(at -> at.isBefore(hour));
    var earlier = all.size();
    lost.forEach(one -> all.putIfAbsent(one, world.time().now()));
    var allowed = world.tuning().synchronization().guard().limit().allowed(held + earlier);
    // By a clock that was set forward, or after a sleep, an hour has passed.
    return all.size() <= allowed || world.happenings().leaptSince(hour)
        ? Optional.empty()
        : Optional.of(
            "%d of %s are lost at once within an hour, of %d held"
                .formatted(all.size(), part, held));
  }

  private int held(Part part) {
    var owned = world.held().stream().filter(HeldApplication::owned).toList();
    return switch (part) {
      case APPLICATIONS -> owned.size();
      case ENTRIES -> owned.stream().mapToInt(h -> h.entries().size()).sum();
      case CREDENTIALS -> owned.stream().mapToInt(h -> h.credentialBundles().size()).sum();
    };
  }
}
