package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.domain.plan.Change;
import dev.runtimeagent.domain.plan.Remark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Carries changes out beside each other. One that fails stops no other, and waits longer each time
 * before it is tried again, unless it is another change by then.
 */
final class CarryOut {
  private static final Duration FRESH = Duration.ofSeconds(60);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final int DOUBLED_AT_MOST = 6;

  private final ApplicationTarget target;
  private final Workers workers;
  private final Clock clock;
  private final EventRecorder events;
  private final Contests contests;
  private Map<String, Setback> setbacks = Map.of();

  CarryOut(ApplicationTarget target, Workers workers, Clock clock, EventRecorder events) {
    this.target = target;
    this.workers = workers;
    this.clock = clock;
    this.events = events;
    this.contests = new Contests(clock);
  }

  /** What came of several changes. */
  record Result(List<Change> done, List<Remark> failed) {}

  /** What came of one change. */
  private sealed interface Ending {
    record Done() implements Ending {}

    record Failed(String problem) implements Ending {}

    /** Not tried any more. */
    record Left(String why) implements Ending {}
  }

  private record Setback(Change change, int times, Instant notBefore, String problem) {}

  /**
   * Carries out {@code changes}.
   *
   * @param planned when they were decided on
   * @param occasion of a drift takes nothing away
   * @param keepAll why nothing may be lost any more, if so; asked before each loss
   */
  Result carryOut(
      List<Change> changes,
      Instant planned,
      Occasion occasion,
      Supplier<Optional<String>> keepAll) {
    if (occasion == Occasion.DRIFT && !changes.stream().allMatch(Change::takesNothing)) {
      throw new IllegalArgumentException("a repair must take nothing away");
    }
    contests.forgetQuiet();
    var done = new ArrayList<Change>();
    var failed = new ArrayList<Remark>();
    // Of what a repair does not touch, everything stays as it was.
    var next = new HashMap<>(occasion == Occasion.DRIFT ? setbacks : Map.<String, Setback>of());
    var due = new ArrayList<Change>();
    for (var change : changes) {
      next.remove(change.key());
      var waiting = waiting(change, occasion);
      var reason = contests.leftAlone(change, occasion).or(() -> waiting.map(Setback::problem));
      waiting.ifPresent(setback -> next.put(change.key(), setback));
      reason.ifPresentOrElse(
          why -> failed.add(new Remark(change.name(), why)), () -> due.add(change));
    }
    var tasks =
        due.stream().<Callable<Ending>>map(change -> () -> attempt(change, planned, keepAll));
    var endings = workers.all(tasks.toList());
    for (int i = 0; i < due.size(); i++) {
      var change = due.get(i);
      switch (endings.get(i)) {
        case Ending.Done _ -> {
          done.add(change);
          contests.made(change, occasion).ifPresent(why -> tellContested(change, why));
        }
        case Ending.Failed(var problem) -> {
          contests.failed(change, occasion).ifPresent(why -> tellContested(change, why));
          failed.add(new Remark(change.name(), problem));
          next.put(change.key(), setback(change, problem));
        }
        case Ending.Left(var why) ->
            failed.add(new Remark(change.name(), "left to a later synchronization: " + why));
      }
    }
    setbacks = next;
    return new Result(done, failed);
  }

  private Optional<Setback> waiting(Change change, Occasion occasion) {
    return Optional.ofNullable(setbacks.get(change.key()))
        .filter(_ -> occasion != Occasion.REQUEST)
        .filter(s -> s.change().equals(change) && clock.now().isBefore(s.notBefore()));
  }

  private Setback setback(Change change, String problem) {
    var before = Optional.ofNullable(setbacks.get(change.key()));
    if (before.filter(s -> s.problem().equals(problem)).isEmpty()) {
      tell(
          Severity.WARNING,
          "ApplicationFailed",
          "an Application could not be changed",
          change,
          problem);
    }
    var times = before.filter(s -> s.change().equals(change)).map(Setback::times).orElse(0);
    var wait = FIRST_WAIT.multipliedBy(1L << Math.min(times, DOUBLED_AT_MOST));
    var bounded = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    return new Setback(change, times + 1, clock.now().plus(bounded), problem);
  }

  private Ending attempt(Change change, Instant planned, Supplier<Optional<String>> keepAll) {
    if (Duration.between(planned, clock.now()).compareTo(FRESH) > 0) {
      return new Ending.Left("the plan was too old");
    }
    var kept = change.loss().isAny() ? keepAll.get() : Optional.<String>empty();
    if (kept.isPresent()) {
      return new Ending.Left(kept.get());
    }
    try {
      return switch (perform(change)) {
        case Outcome.Done _ -> {
          tellDone(change);
          yield new Ending.Done();
        }
        case Outcome.Failed(var problem) -> new Ending.Failed(problem);
      };
    } catch (CancellationException brokenOff) {
      throw brokenOff;
    } catch (Throwable defect) {
      // An Error too: a class that is not there concerns this Application alone.
      events.bug("changing an Application", defect);
      return new Ending.Failed("a defect of the agent, which its log tells of");
    }
  }

  private Outcome perform(Change change) {
    return switch (change) {
      case Change.Create(var application, var name) -> target.create(application, name);
      case Change.Update(var held, var application, _) -> target.update(held, application);
      case Change.Rename rename -> rename(rename);
      case Change.Delete(var held) -> target.delete(held);
    };
  }

  /** Whole under its new name before it goes under the old ones. */
  private Outcome rename(Change.Rename rename) {
    var outcome =
        rename
            .present()
            .map(present -> target.update(present, rename.application()))
            .orElseGet(() -> target.create(rename.application(), rename.name()));
    for (var former : rename.former()) {
      if (outcome instanceof Outcome.Done) {
        outcome = target.delete(former);
      }
    }
    return outcome;
  }

  private void tellDone(Change change) {
    switch (change) {
      case Change.Create _ ->
          tell(Severity.DEBUG, "ApplicationCreated", "an Application was created", change, "");
      case Change.Update _ ->
          tell(Severity.DEBUG, "ApplicationUpdated", "an Application was updated", change, "");
      case Change.Rename _ ->
          tell(Severity.INFO, "ApplicationRenamed", "an Application was renamed", change, "");
      case Change.Delete _ ->
          tell(Severity.INFO, "ApplicationDeleted", "an Application was deleted", change, "");
    }
  }

  private void tellContested(Change change, String why) {
    tell(
        Severity.WARNING,
        "ApplicationContested",
        "an Application is not put back any more, since another writer keeps changing it",
        change,
        why);
  }

  private void tell(
      Severity severity, String reason, String message, Change change, String problem) {
    var details = new HashMap<String, String>();
    details.put("application", change.name());
    if (!problem.isEmpty()) {
      details.put("problem", problem);
    }
    events.record(new AgentEvent(severity, reason, message, details));
  }
}
