package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.connection.Backoff;
import dev.runtimeagent.domain.plan.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Notices that another writer and this agent undo each other's work, and gives way: an Application
 * that was put back {@link #REPAIRS} times within {@link #WINDOW} is left alone for a while that
 * grows with every further try. Quiet for that long ends the contest, and so does other content in
 * Compass, or somebody who asks for a synchronization.
 */
final class Contests {
  private static final int REPAIRS = 5;
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Clock clock;
  private final Map<String, Contest> contests = new HashMap<>();

  Contests(Clock clock) {
    this.clock = clock;
  }

  /**
   * What was written of an Application lately.
   *
   * @param content that was written
   * @param repairs when it was written again, although it had been so
   * @param lastSeen when it was last written, or seen to be other than written
   * @param pauses how often it was given way to
   * @param until when it is tried again
   */
  private record Contest(
      Application content,
      List<Instant> repairs,
      Instant lastSeen,
      int pauses,
      Optional<Instant> until) {

    Contest seen(Instant now) {
      return new Contest(content, repairs, now, pauses, until);
    }

    Contest repaired(Instant now) {
      var recent =
          Stream.concat(repairs.stream().filter(at -> isWithin(WINDOW, at, now)), Stream.of(now))
              .toList();
      return recent.size() < REPAIRS && pauses == 0
          ? new Contest(content, recent, now, 0, Optional.empty())
          : new Contest(
              content,
              recent,
              now,
              pauses + 1,
              Optional.of(now.plus(Backoff.doubling(pauses + 1, FIRST_PAUSE, LONGEST_PAUSE))));
    }

    /** A time that lies too far ahead was set by a wrong clock. */
    boolean isPaused(Instant now) {
      return until
          .filter(at -> now.isBefore(at) && !at.isAfter(now.plus(LONGEST_PAUSE)))
          .isPresent();
    }

    Optional<String> reason() {
      return until.map(at ->
          ("another writer keeps changing it (repaired %d times within %d min); it is left"
                  + " alone until %s, or until runtime-agent resync")
              .formatted(REPAIRS, WINDOW.toMinutes(), at.truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  /** Forgets what has been quiet for long enough. */
  void forgetQuiet() {
    var now = clock.now();
    contests.values().removeIf(contest -> !isWithin(WINDOW, contest.lastSeen(), now));
  }

  /** Why {@code change} is to be left alone now, if it is. */
  Optional<String> leftAlone(Change change, Occasion occasion) {
    var contest = Optional.ofNullable(contests.get(change.key())).filter(c -> concerns(c, change));
    contest.ifPresent(c -> contests.put(change.key(), c.seen(clock.now())));
    return contest
        .filter(c -> occasion != Occasion.REQUEST && c.isPaused(clock.now()))
        .flatMap(Contest::reason);
  }

  /** Notes that {@code change} was made, and answers why it is contested if it is only now. */
  Optional<String> made(Change change, Occasion occasion) {
    return switch (change) {
      case Change.Create(var application, _) -> written(change.key(), application, occasion);
      case Change.Update(_, var application, _) -> written(change.key(), application, occasion);
      case Change.Rename _, Change.Delete _ -> {
        contests.remove(change.key());
        yield Optional.empty();
      }
    };
  }

  /** Notes that {@code change} was tried in vain: so is whoever is always a moment too late. */
  Optional<String> failed(Change change, Occasion occasion) {
    return occasion == Occasion.DRIFT ? made(change, occasion) : Optional.empty();
  }

  private Optional<String> written(String key, Application content, Occasion occasion) {
    var now = clock.now();
    // Who asks for it has dealt with the other writer, or wants to see whether it is still there.
    var before =
        Optional.ofNullable(contests.get(key))
            .filter(_ -> occasion != Occasion.REQUEST)
            .filter(c -> c.content().equals(content));
    var first = new Contest(content, List.of(), now, 0, Optional.empty());
    var isRepair = occasion == Occasion.DRIFT || before.isPresent();
    var after = isRepair ? before.orElse(first).repaired(now) : first;
    contests.put(key, after);
    return before.filter(c -> c.pauses() > 0).isPresent() ? Optional.empty() : after.reason();
  }

  /** Whether {@code change} would write what is contested. */
  private static boolean concerns(Contest contest, Change change) {
    return switch (change) {
      case Change.Create(var application, _) -> contest.content().equals(application);
      case Change.Update(_, var application, _) -> contest.content().equals(application);
      case Change.Rename _, Change.Delete _ -> false;
    };
  }

  private static boolean isWithin(Duration window, Instant at, Instant now) {
    return at.isAfter(now.minus(window)) && !at.isAfter(now);
  }
}
