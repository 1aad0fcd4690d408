package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.RequestIds;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.synchronization.RepairOutcome;
import dev.runtimeagent.application.synchronization.SyncOutcome;
import dev.runtimeagent.application.synchronization.SyncRequest;
import dev.runtimeagent.application.synchronization.SyncSummary;
import dev.runtimeagent.application.synchronization.SynchronizeApplications;
import dev.runtimeagent.domain.connection.SyncVerdict;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.plan.Epoch;
import dev.runtimeagent.domain.plan.Hold;
import dev.runtimeagent.domain.plan.Remark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Synchronizes with the credential in use, and tells what is new about the outcome. */
public final class SynchronizeRuntime {
  private final SynchronizeApplications applications;
  private final CredentialCustody custody;
  private final RequestIds requestIds;
  private final Supplier<Optional<String>> approval;
  private final EventRecorder recorder;
  private volatile Optional<String> keepAll = Optional.empty();
  private volatile Optional<SyncSummary> last = Optional.empty();

  /**
   * Makes it.
   *
   * @param approval start of the hold of which somebody approved
   */
  public SynchronizeRuntime(
      SynchronizeApplications applications,
      CredentialCustody custody,
      RequestIds requestIds,
      Supplier<Optional<String>> approval,
      EventRecorder recorder) {
    this.applications = applications;
    this.custody = custody;
    this.requestIds = requestIds;
    this.approval = approval;
    this.recorder = recorder;
  }

  /** What the last synchronization left, absent before the first that came to a plan. */
  Optional<SyncSummary> last() {
    return last;
  }

  /** Why nothing may be lost from now on, in a synchronization under way too, if so. */
  void keepAll(Optional<String> reason) {
    keepAll = reason;
  }

  SyncVerdict run(boolean identify, boolean impatient) {
    var generation = custody.current();
    if (generation.isEmpty()) {
      return new SyncVerdict.FetchFailed("no credential is in use", false, false, Optional.empty());
    }
    var request =
        new SyncRequest(
            access(generation.get(), requestIds),
            identify,
            approval.get(),
            () -> keepAll,
            impatient);
    return switch (applications.run(request)) {
      case SyncOutcome.Applied(var summary) -> {
        keep(summary);
        custody.markBound();
        yield new SyncVerdict.Succeeded();
      }
      case SyncOutcome.Incomplete(var summary, var problem, var retryAfter) -> {
        keep(summary);
        yield new SyncVerdict.NotAllApplied(problem, retryAfter);
      }
      case SyncOutcome.LabelFailed(var summary, var problem, var retryAfter) -> {
        keep(summary);
        yield new SyncVerdict.LabelsFailed(problem, retryAfter);
      }
      case SyncOutcome.FetchFailed failed ->
          new SyncVerdict.FetchFailed(
              failed.detail(),
              failed.authenticationDoubtful(),
              failed.unreachable(),
              failed.retryAfter());
      case SyncOutcome.TargetUnknown(var problem) -> new SyncVerdict.TargetUnreadable(problem);
      case SyncOutcome.WrongRuntime(_, var problem) -> new SyncVerdict.WrongRuntime(problem);
    };
  }

  /**
   * Puts back what somebody else changed.
   *
   * @return why the Runtime is not as the last complete listing wants it, if so
   */
  Optional<String> repair() {
    return custody
        .current()
        .map(generation ->
            Epoch.of(
                generation.endpoints().directorUrl(), generation.runtimeId(), generation.tenant()))
        .flatMap(epoch ->
            switch (applications.repair(epoch)) {
              case RepairOutcome.Compared(var summary, var problem) -> {
                keepRepaired(summary);
                yield problem;
              }
              case RepairOutcome.TargetUnknown(var problem) -> Optional.of(problem);
              case RepairOutcome.NothingKnown _ -> Optional.empty();
            });
  }

  /** How the Director is asked with {@code generation}; the id is told in Compass' logs (B-195). */
  public static Director.Access access(Generation generation, RequestIds requestIds) {
    return new Director.Access(
        generation.endpoints().directorUrl(),
        generation.credential(),
        generation.runtimeId(),
        generation.tenant(),
        generation.runtimeId() + "_" + requestIds.next());
  }

  private void keep(SyncSummary summary) {
    if (summary.changedAnything() || last.isEmpty()) {
      tell(Severity.INFO, "ApplicationsApplied", "Applications were applied", counts(summary));
    }
    remember(summary);
  }

  private void keepRepaired(SyncSummary summary) {
    if (summary.changedAnything()) {
      tell(
          Severity.INFO,
          "ApplicationsRepaired",
          "what somebody else changed in the Runtime was put back",
          counts(summary));
    }
    remember(summary);
  }

  private void remember(SyncSummary summary) {
    var before = last;
    last = Optional.of(summary);
    tellIfNew(
        before.map(SyncSummary::refused),
        summary.refused(),
        "ApplicationRefused",
        "an Application cannot be held");
    tellIfNew(
        before.map(SyncSummary::remarks),
        summary.remarks(),
        "ApplicationRemarked",
        "an Application is held, but not all of it will work");
    var held = summary.hold().map(Hold::start);
    if (held.isPresent() && !held.equals(before.flatMap(SyncSummary::hold).map(Hold::start))) {
      tell(
          Severity.WARNING,
          "DeletionsHeld",
          "losses are held",
          Map.of("detail", summary.hold().get().message()));
    }
  }

  private void tellIfNew(
      Optional<List<Remark>> before, List<Remark> now, String reason, String message) {
    now.stream()
        .filter(remark -> before.filter(b -> b.contains(remark)).isEmpty())
        .forEach(remark ->
            tell(
                Severity.WARNING,
                reason,
                message,
                Map.of("application", remark.name(), "why", remark.reason())));
  }

  private void tell(Severity severity, String reason, String message, Map<String, String> details) {
    recorder.record(new AgentEvent(severity, reason, message, details));
  }

  private static Map<String, String> counts(SyncSummary summary) {
    var counts = new LinkedHashMap<String, String>();
    counts.put("managed", String.valueOf(summary.managed()));
    counts.put("created", String.valueOf(summary.created()));
    counts.put("updated", String.valueOf(summary.updated()));
    counts.put("renamed", String.valueOf(summary.renamed()));
    counts.put("deleted", String.valueOf(summary.deleted()));
    return counts;
  }
}
