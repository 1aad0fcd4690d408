package dev.runtimeagent.domain.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link DeletionGuard} must know of earlier plans. It lives no longer than the process: a
 * restart starts every clock anew (design, 6.3).
 *
 * @param clocks of losses that were there in the last plan, by key of their change
 * @param absent what the last complete listing lacked, by key of the change
 * @param holdStart since when losses are held without a break
 */
public record GuardMemory(
    Map<String, Clock> clocks, Map<String, Loss> absent, Optional<Instant> holdStart) {
  public static final GuardMemory EMPTY = new GuardMemory(Map.of(), Map.of(), Optional.empty());

  public GuardMemory {
    clocks = Map.copyOf(clocks);
    absent = Map.copyOf(absent);
  }

  /**
   * How long a loss has been there.
   *
   * @param snapshots in how many complete snapshots
   * @param released whether it was let go already, and may not have succeeded
   */
  public record Clock(Loss loss, Instant since, int snapshots, boolean released) {
    Clock ticked(Loss now) {
      return new Clock(now, since, snapshots + 1, released);
    }

    Clock asReleased() {
      return new Clock(loss, since, snapshots, true);
    }
  }

  /** Whether a loss of {@code plan} has not been found before in any complete listing. */
  public boolean lacksSecondListing(Plan plan) {
    return plan.changes().stream().anyMatch(change -> !confirms(change));
  }

  /** The memory after another complete listing, of which {@code plan} is the plan. */
  public GuardMemory afterListing(Plan plan) {
    var losses = new HashMap<String, Loss>();
    plan.changes().stream()
        .filter(change -> change.loss().isAny())
        .forEach(change -> losses.put(change.key(), change.loss()));
    return new GuardMemory(clocks, losses, holdStart);
  }

  boolean confirms(Change change) {
    return !change.loss().isAny()
        || Optional.ofNullable(absent.get(change.key()))
            .filter(change.loss()::isWithin)
            .isPresent();
  }
}
