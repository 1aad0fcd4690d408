package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.Director.Access;
import dev.runtimeagent.application.synchronization.FetchApplications.Fetched;
import dev.runtimeagent.domain.catalog.CompleteSnapshot;
import dev.runtimeagent.domain.plan.DeletionGuard;
import dev.runtimeagent.domain.plan.DeletionGuard.Situation;
import dev.runtimeagent.domain.plan.DeletionGuard.Verdict;
import dev.runtimeagent.domain.plan.Epoch;
import dev.runtimeagent.domain.plan.GuardMemory;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.domain.plan.LossRecord;
import dev.runtimeagent.domain.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Gathers and decides, for carrying out and for showing alike; it changes nothing. */
final class Deliberation {
  private final Director director;
  private final FetchApplications fetch;
  private final ApplicationTarget target;
  private final Clock clock;
  private final DeletionGuard guard;
  private final RememberedFittings fittings;
  private Optional<CompleteSnapshot> last = Optional.empty();

  Deliberation(Director director, ApplicationTarget target, Clock clock, SyncSettings settings) {
    this.director = director;
    this.fetch = new FetchApplications(director, settings.capacity());
    this.target = target;
    this.clock = clock;
    this.guard = new DeletionGuard(settings.guard());
    this.fittings = new RememberedFittings(target);
  }

  /** What was decided. */
  sealed interface Decision {
    /** What the guard knew before it judged, without what was listed again. */
    GuardMemory memory();

    /**
     * There is something to carry out.
     *
     * @param moved why not everything is known, if so
     */
    record Decided(
        Plan plan,
        Verdict verdict,
        Map<String, String> labels,
        Optional<String> moved,
        Instant at,
        GuardMemory memory)
        implements Decision {}

    record Ended(SyncOutcome outcome, GuardMemory memory) implements Decision {}
  }

  /** What lies between the last complete listing and what the Runtime holds. */
  sealed interface Recollection {
    record Compared(Plan plan, Instant at) implements Recollection {}

    record TargetUnknown(String problem) implements Recollection {}

    /** There is no such listing. */
    record Nothing() implements Recollection {}
  }

  /** Forgets what was listed: it is of another connection. */
  void forget() {
    last = Optional.empty();
  }

  /** Looks at the Runtime, but not at Compass: what comes of it proves no absence. */
  Recollection recall() {
    if (last.isEmpty()) {
      return new Recollection.Nothing();
    }
    return switch (target.holdings()) {
      case Holdings.Held(var applications) ->
          new Recollection.Compared(Plan.of(last.get(), applications, fittings), clock.now());
      case Holdings.Unknown(var problem) -> new Recollection.TargetUnknown(problem);
    };
  }

  Decision decide(SyncRequest request, LossRecord account, GuardMemory memory) {
    if (request.confirmIdentity()) {
      var other = otherRuntime(request.access());
      if (other.isPresent()) {
        return new Decision.Ended(other.get(), memory);
      }
    }
    var fetched = fetch.run(request.access());
    var known = memory.afterShowing(fetched.shown());
    return switch (fetched) {
      case Fetched.Failed(var reply, _) ->
          new Decision.Ended(new SyncOutcome.FetchFailed(reply), known);
      case Fetched.Moved moved -> {
        var seen = known.afterReading(moved.applications());
        yield withHoldings(seen, held -> partly(moved, held, seen));
      }
      case Fetched.Complete complete ->
          withHoldings(known, held -> wholly(complete, held, request, account, known));
    };
  }

  /** An error of the query is not what it asks about, and is ignored. */
  private Optional<SyncOutcome> otherRuntime(Access access) {
    return director.viewer(access) instanceof Answered<Director.Viewer>(var viewer, _)
            && !viewer.id().equals(access.runtimeId())
        ? Optional.of(
            new SyncOutcome.WrongRuntime(
                viewer.id(),
                "Compass takes this agent for %s %s, but RUNTIME_ID is %s; set RUNTIME_ID to %s"
                    .formatted(viewer.type(), viewer.id(), access.runtimeId(), viewer.id())))
        : Optional.empty();
  }

  private Decision withHoldings(
      GuardMemory memory, Function<List<HeldApplication>, Decision> decision) {
    return switch (target.holdings()) {
      case Holdings.Held(var applications) -> {
        fittings.begin();
        yield decision.apply(applications);
      }
      case Holdings.Unknown(var problem) ->
          new Decision.Ended(new SyncOutcome.TargetUnknown(problem), memory);
    };
  }

  private Decision partly(Fetched.Moved moved, List<HeldApplication> held, GuardMemory memory) {
    // What is newer by halves must not be put back to what it was.
    last = Optional.empty();
    var plan = Plan.withoutLosses(moved.applications(), held, fittings);
    var verdict =
        new Verdict(plan.changes(), List.of(), Optional.empty(), memory, Optional.empty());
    return new Decision.Decided(
        plan, verdict, moved.labels(), Optional.of(moved.reason()), clock.now(), memory);
  }

  private Decision wholly(
      Fetched.Complete complete,
      List<HeldApplication> held,
      SyncRequest request,
      LossRecord account,
      GuardMemory memory) {
    var plan = Plan.of(remembered(complete.snapshot()), held, fittings);
    if (!complete.snapshot().turned() || !memory.lacksSecondListing(plan)) {
      return judged(plan, complete, request, account, memory, Set.of());
    }
    var second = fetch.run(request.access());
    if (second instanceof Fetched.Complete whole) {
      var again = Plan.of(remembered(whole.snapshot()), held, fittings);
      var known = memory.afterListing(plan).afterShowing(whole.shown());
      return judged(again, whole, request, account, known, Set.of());
    }
    var known = memory.afterShowing(second.shown());
    return judged(plan, complete, request, account, known, second.shown());
  }

  private CompleteSnapshot remembered(CompleteSnapshot snapshot) {
    var shared = last.map(snapshot::sharing).orElse(snapshot);
    last = Optional.of(shared);
    return shared;
  }

  private Decision judged(
      Plan plan,
      Fetched.Complete complete,
      SyncRequest request,
      LossRecord account,
      GuardMemory memory,
      Set<String> shownSince) {
    var access = request.access();
    var now = clock.now();
    var situation =
        new Situation(
            account,
            Epoch.of(access.directorUrl(), access.runtimeId(), access.tenant()),
            now,
            complete.snapshot().turned(),
            request.approval(),
            request.keepAll().get());
    var verdict = guard.judge(plan, memory, situation).afterShowing(shownSince);
    return new Decision.Decided(plan, verdict, complete.labels(), Optional.empty(), now, memory);
  }
}
