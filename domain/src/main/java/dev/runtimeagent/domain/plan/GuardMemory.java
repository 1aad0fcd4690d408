package dev.runtimeagent.domain.plan;

import dev.runtimeagent.domain.catalog.Application;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What {@link DeletionGuard} must know of earlier plans. It lives no longer than the process: a
 * restart starts every clock anew (design, 6.3).
 *
 * @param clocks of losses that were there in the last plan, by key of their change
 * @param absent what the last complete listing lacked, by key of the change
 * @param holdStart since when losses are held without a break
 * @param judged when a plan was judged last
 */
public record GuardMemory(
    Map<String, Clock> clocks,
    Map<String, Loss> absent,
    Optional<Instant> holdStart,
    Optional<Instant> judged) {
  public static final GuardMemory EMPTY =
      new GuardMemory(Map.of(), Map.of(), Optional.empty(), Optional.empty());

  public GuardMemory {
    clocks = Map.copyOf(clocks);
    absent = Map.copyOf(absent);
  }

  /**
   * How long a loss has been there.
   *
   * @param lasted collected from one complete snapshot to the next: the machine's clock may be set
   * @param snapshots in how many complete snapshots
   * @param released whether it was let go already, and may not have succeeded
   */
  public record Clock(Loss loss, Duration lasted, int snapshots, boolean released) {
    static Clock started(Loss now) {
      return new Clock(now, Duration.ZERO, 1, false);
    }

    Clock ticked(Loss now, Duration step) {
      return new Clock(now, lasted.plus(step), snapshots + 1, released);
    }

    Clock asReleased() {
      return new Clock(loss, lasted, snapshots, true);
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
    return new GuardMemory(clocks, losses, holdStart, judged);
  }

  /**
   * The memory after Applications with these ids were listed, if only by a listing that did not
   * come to be complete: they were not gone all the time.
   */
  public GuardMemory afterShowing(Set<String> ids) {
    return forgetting((key, loss) -> loss.application() && ids.contains(key));
  }

  /** The memory after {@code applications} were read whole, if only by a listing that is not. */
  public GuardMemory afterReading(Collection<Application> applications) {
    var contents = new HashMap<String, Contents>();
    applications.forEach(application -> contents.put(application.id(), Contents.of(application)));
    return forgetting((key, loss) -> contents.containsKey(key) && loss.touches(contents.get(key)));
  }

  private GuardMemory forgetting(BiPredicate<String, Loss> isThere) {
    return new GuardMemory(
        without(isThere, clocks, Clock::loss),
        without(isThere, absent, loss -> loss),
        holdStart,
        judged);
  }

  private static <T> Map<String, T> without(
      BiPredicate<String, Loss> isThere, Map<String, T> byKey, Function<T, Loss> loss) {
    var rest = new HashMap<>(byKey);
    rest.entrySet().removeIf(e -> isThere.test(e.getKey(), loss.apply(e.getValue())));
    return rest;
  }

  /** Time since the last judgement, {@code longest} at most; none if the clock was set back. */
  Duration step(Instant now, Duration longest) {
    var passed = judged.map(last -> Duration.between(last, now)).orElse(Duration.ZERO);
    if (passed.isNegative()) {
      return Duration.ZERO;
    }
    return passed.compareTo(longest) < 0 ? passed : longest;
  }

  boolean confirms(Change change) {
    return !change.loss().isAny()
        || Optional.ofNullable(absent.get(change.key()))
            .filter(change.loss()::isWithin)
            .isPresent();
  }
}
