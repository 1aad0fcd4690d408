package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.LossAccount;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.application.synchronization.Deliberation.Decision;
import dev.runtimeagent.application.synchronization.Deliberation.Recollection;
import dev.runtimeagent.domain.plan.Change;
import dev.runtimeagent.domain.plan.Epoch;
import dev.runtimeagent.domain.plan.GuardMemory;
import dev.runtimeagent.domain.plan.Hold;
import dev.runtimeagent.domain.plan.Plan;
import dev.runtimeagent.domain.plan.Remark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes the Runtime hold exactly what Compass lists: gathers, decides, acts, and labels the Runtime
 * in Compass. One run at a time; between runs it remembers what is held and what failed.
 */
public final class SynchronizeApplications {
  private static final String WAITS_FOR_COMPASS =
      "to put it back would take something away, which waits for the next synchronization";

  private final Deliberation deliberation;
  private final CarryOut carryOut;
  private final EnsureLabels ensureLabels;
  private final LossAccount account;
  private final SyncSettings settings;
  private GuardMemory memory = GuardMemory.EMPTY;
  private String epoch = "";
  private List<Remark> lastHeld = List.of();
  private Optional<Hold> lastHold = Optional.empty();

  public SynchronizeApplications(
      Director director,
      ApplicationTarget target,
      Workers workers,
      Clock clock,
      EventRecorder events,
      LossAccount account,
      SyncSettings settings) {
    this.deliberation = new Deliberation(director, target, clock, settings);
    this.carryOut = new CarryOut(target, workers, clock, events);
    this.ensureLabels = new EnsureLabels(director);
    this.account = account;
    this.settings = settings;
  }

  /** Synchronizes once. */
  public synchronized SyncOutcome run(SyncRequest request) {
    var access = request.access();
    startAnewInAnother(Epoch.of(access.directorUrl(), access.runtimeId(), access.tenant()));
    var decision = deliberation.decide(request, account.load(), memory);
    memory = decision.memory();
    return switch (decision) {
      case Decision.Ended(var outcome, _) -> outcome;
      case Decision.Decided decided -> act(decided, request);
    };
  }

  /**
   * Puts back what somebody else changed since the last complete listing of {@code epoch}, as far
   * as that takes nothing away. Compass is not asked.
   */
  public synchronized RepairOutcome repair(String epoch) {
    startAnewInAnother(epoch);
    return switch (deliberation.recall()) {
      case Recollection.Nothing _ -> new RepairOutcome.NothingKnown();
      case Recollection.TargetUnknown(var problem) -> new RepairOutcome.TargetUnknown(problem);
      case Recollection.Compared(var plan, var at) -> putBack(plan, at);
    };
  }

  private RepairOutcome putBack(Plan plan, Instant at) {
    var restoring = plan.changes().stream().filter(Change::takesNothing).toList();
    var result = carryOut.carryOut(restoring, at, Occasion.DRIFT, Optional::empty);
    var held = lastHeld.stream().map(Remark::name).collect(Collectors.toSet());
    var failed = new ArrayList<>(result.failed());
    failed.addAll(plan.waiting());
    plan.changes().stream()
        .filter(change -> !change.takesNothing() && !held.contains(change.name()))
        .forEach(change -> failed.add(new Remark(change.name(), WAITS_FOR_COMPASS)));
    var summary = summary(plan, result.done(), failed, lastHeld);
    var problems = problems(Optional.empty(), summary);
    return new RepairOutcome.Compared(
        summary, problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems)));
  }

  private void startAnewInAnother(String now) {
    if (!now.equals(epoch)) {
      epoch = now;
      deliberation.forget();
      memory = GuardMemory.EMPTY;
      lastHeld = List.of();
      lastHold = Optional.empty();
    }
  }

  private SyncOutcome act(Decision.Decided decided, SyncRequest request) {
    var verdict = decided.verdict();
    var problems = new ArrayList<String>();
    var released = verdict.released();
    var losses = released.stream().filter(change -> change.loss().isAny()).toList();
    // A record that only says that nothing is lost may fail to be saved: it comes again.
    var unsaved = verdict.account().flatMap(account::save).filter(_ -> !losses.isEmpty());
    if (decided.moved().isEmpty()) {
      // Losses that are not accounted for are judged again as if nothing had been decided.
      memory = unsaved.isEmpty() ? verdict.memory() : memory.afterListing(decided.plan());
      lastHeld = verdict.held();
      lastHold = verdict.hold();
    }
    var held = new ArrayList<>(lastHeld);
    if (unsaved.isPresent()) {
      released = released.stream().filter(change -> !change.loss().isAny()).toList();
      losses.forEach(
          change -> held.add(new Remark(change.name(), "its loss could not be accounted for")));
      problems.add(
          "nothing was deleted, since the account of losses could not be saved: " + unsaved.get());
    }
    var result =
        carryOut.carryOut(
            released,
            decided.at(),
            request.impatient() ? Occasion.REQUEST : Occasion.PERIOD,
            request.keepAll());
    var labels = ensureLabels.ensure(request.access(), decided.labels(), settings.labels());
    var failed = new ArrayList<>(result.failed());
    failed.addAll(decided.plan().waiting());
    var summary = summary(decided.plan(), result.done(), failed, held);
    problems.addAll(problems(decided.moved(), summary));
    if (!problems.isEmpty()) {
      problems.addAll(labels.problems());
      return new SyncOutcome.Incomplete(summary, String.join("; ", problems), labels.retryAfter());
    }
    return labels.problems().isEmpty()
        ? new SyncOutcome.Applied(summary)
        : new SyncOutcome.LabelFailed(
            summary, String.join("; ", labels.problems()), labels.retryAfter());
  }

  private SyncSummary summary(
      Plan plan, List<Change> done, List<Remark> failed, List<Remark> held) {
    return new SyncSummary(
        plan.managed() + done.stream().mapToInt(Change::difference).sum(),
        count(done, Change.Create.class::isInstance),
        count(done, Change.Update.class::isInstance),
        count(done, Change.Rename.class::isInstance),
        count(done, Change.Delete.class::isInstance),
        plan.refused(),
        failed,
        held,
        plan.remarks(),
        lastHold);
  }

  private static int count(List<Change> changes, Predicate<Change> kind) {
    return (int) changes.stream().filter(kind).count();
  }

  private static List<String> problems(Optional<String> moved, SyncSummary summary) {
    var problems = new ArrayList<String>();
    moved.ifPresent(reason ->
        problems.add(
            "the list in Compass changed while it was read, nothing was deleted: " + reason));
    if (!summary.failed().isEmpty()) {
      problems.add(Sentences.of("could not be applied", summary.failed()));
    }
    if (summary.hold().isPresent()) {
      problems.add(summary.hold().get().message());
    } else if (!summary.held().isEmpty()) {
      problems.add(Sentences.of("kept with the last content", summary.held()));
    }
    return problems;
  }
}
