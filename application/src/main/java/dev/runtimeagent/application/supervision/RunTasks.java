package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.credential.CheckOutcome;
import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.InspectionOutcome;
import dev.runtimeagent.application.credential.ProofOutcome;
import dev.runtimeagent.application.credential.RenewalOutcome;
import dev.runtimeagent.application.credential.Takeover;
import dev.runtimeagent.application.enrolment.EnrolmentOutcome;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.supervision.PerformEffects.Surroundings;
import dev.runtimeagent.application.supervision.PerformEffects.UseCases;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.connection.ConnectionEvent;
import dev.runtimeagent.domain.connection.ConnectionEvent.CompassSilent;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialIssued;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialProven;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialRefused;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialUnreadable;
import dev.runtimeagent.domain.connection.ConnectionEvent.EnrolmentStopped;
import dev.runtimeagent.domain.connection.ConnectionEvent.RenewalFailed;
import dev.runtimeagent.domain.connection.ConnectionEvent.Renewed;
import dev.runtimeagent.domain.connection.ConnectionEvent.RepairEnded;
import dev.runtimeagent.domain.connection.ConnectionEvent.SyncEnded;
import dev.runtimeagent.domain.connection.CredentialSummary;
import dev.runtimeagent.domain.connection.Moment;
import dev.runtimeagent.domain.connection.SyncVerdict;
import dev.runtimeagent.domain.connection.Task;
import dev.runtimeagent.domain.connection.TokenFate;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.RenewalPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Has a use case do a task, and says to the state machine what came of it. */
final class RunTasks {
  private final EventRecorder recorder;
  private final UseCases useCases;
  private final CredentialCustody custody;
  private final ConfigurationSource configuration;
  private final Holder holder;
  private final RenewalPolicy renewals;
  private final Surroundings surroundings;
  private final AtomicBoolean hurried = new AtomicBoolean();
  private volatile Optional<String> endpointsProblem = Optional.empty();
  private volatile Optional<String> storeTrouble = Optional.empty();

  RunTasks(
      EventRecorder recorder,
      UseCases useCases,
      CredentialCustody custody,
      ConfigurationSource configuration,
      Holder holder,
      RenewalPolicy renewals,
      Surroundings surroundings) {
    this.recorder = recorder;
    this.useCases = useCases;
    this.custody = custody;
    this.configuration = configuration;
    this.holder = holder;
    this.renewals = renewals;
    this.surroundings = surroundings;
  }

  /** Has the next synchronization try again at once what failed before. */
  void hurry() {
    hurried.set(true);
  }

  /** Why the URLs that Compass announced are not used, if so. */
  Optional<String> endpointsProblem() {
    return endpointsProblem;
  }

  /** A defect of ours, or of an adapter, counts as Compass or the Runtime failing: try again. */
  static Function<Moment, ConnectionEvent> afterDefect(Task task, String doing) {
    var detail = "internal error while " + doing + "; the log has its stack";
    return switch (task) {
      case ENROL -> when -> new EnrolmentStopped(TokenFate.UNKNOWN, detail, when);
      case PROBE, CHECK -> when -> new CompassSilent(detail, Optional.empty(), when);
      case RENEW -> when -> new RenewalFailed(detail, false, when);
      case SYNCHRONIZE ->
          when ->
              new SyncEnded(
                  new SyncVerdict.FetchFailed(detail, false, false, Optional.empty()), when);
      case REPAIR -> when -> new RepairEnded(Optional.of(detail), when);
    };
  }

  List<Function<Moment, ConnectionEvent>> enrol(ConnectionConfiguration wanted) {
    return switch (useCases.enrol().run(wanted, holder)) {
      case EnrolmentOutcome.Issued(var generation) -> {
        var issued = summary(generation);
        yield List.of(when -> new CredentialIssued(issued, when));
      }
      case EnrolmentOutcome.Stopped(var fate, var detail, var retryAfter) ->
          List.of(when -> new EnrolmentStopped(fate, detail, retryAfter, when));
    };
  }

  List<Function<Moment, ConnectionEvent>> probe() {
    // While nothing is synchronized, nobody else looks at what happens to the store.
    inspect();
    return switch (useCases.prove().run(takeover())) {
      case ProofOutcome.Proven(var generation, var endpoints, var pending) -> {
        endpointsProblem = endpoints;
        var proven = summary(generation);
        yield pending.isEmpty()
            ? List.of(when -> new CredentialProven(proven, when))
            : List.of(
                when -> new CredentialProven(proven, when),
                when -> new RenewalFailed(pending.get(), false, when));
      }
      case ProofOutcome.Refused(var detail) -> List.of(when -> new CredentialRefused(detail, when));
      case ProofOutcome.Unreachable(var detail, var retryAfter) ->
          List.of(when -> new CompassSilent(detail, retryAfter, when));
      case ProofOutcome.Nothing _ -> List.of(CredentialMissing::new);
      case ProofOutcome.Unreadable(var problem) ->
          List.of(when -> new CredentialUnreadable(problem, when));
    };
  }

  List<Function<Moment, ConnectionEvent>> check() {
    return switch (useCases.check().run()) {
      case CheckOutcome.Healthy(var generation, var endpoints) -> {
        endpointsProblem = endpoints;
        var proven = summary(generation);
        yield List.of(when -> new CredentialProven(proven, when));
      }
      case CheckOutcome.Refused(var detail) -> List.of(when -> new CredentialRefused(detail, when));
      case CheckOutcome.Unreachable(var detail, var retryAfter) ->
          List.of(when -> new CompassSilent(detail, retryAfter, when));
    };
  }

  List<Function<Moment, ConnectionEvent>> renew() {
    return switch (useCases.renew().run()) {
      case RenewalOutcome.Renewed(var generation, var endpoints) -> {
        endpointsProblem = endpoints;
        var renewed = summary(generation);
        yield List.of(when -> new Renewed(renewed, when));
      }
      case RenewalOutcome.Pending(var detail, var retryAfter) ->
          List.of(when -> new RenewalFailed(detail, false, retryAfter, when));
      case RenewalOutcome.Failed(var detail, var doubtful, var retryAfter) ->
          List.of(when -> new RenewalFailed(detail, doubtful, retryAfter, when));
    };
  }

  List<Function<Moment, ConnectionEvent>> synchronize(boolean identify) {
    inspect();
    var verdict = useCases.synchronize().run(identify, hurried.getAndSet(false));
    return List.of(when -> new SyncEnded(verdict, when));
  }

  List<Function<Moment, ConnectionEvent>> repair() {
    var problem = useCases.synchronize().repair();
    return List.of(when -> new RepairEnded(problem, when));
  }

  private void inspect() {
    var trouble = Optional.<String>empty();
    switch (useCases.inspect().run(takeover())) {
      case InspectionOutcome.Intact _ -> {}
      case InspectionOutcome.Troubled(var problem) -> {
        trouble = Optional.of(problem);
        tellOfStore(problem);
      }
      case InspectionOutcome.Repaired(var detail) ->
          recorder.record(
              new AgentEvent(
                  Severity.WARNING,
                  "CredentialStoreRepaired",
                  "the credential store was repaired",
                  Map.of("detail", detail)));
      case InspectionOutcome.Adopted(var generation) ->
          recorder.record(
              new AgentEvent(
                  Severity.INFO,
                  "CredentialAdopted",
                  "a credential that somebody stored is in use",
                  Map.of("certificate", generation.fingerprint())));
    }
    storeTrouble = trouble;
  }

  /** Once for as long as it lasts; what is wrong with the credential itself is a condition. */
  private void tellOfStore(String problem) {
    if (!storeTrouble.equals(Optional.of(problem)) && custody.durabilityProblem().isEmpty()) {
      recorder.record(
          new AgentEvent(
              Severity.WARNING,
              "CredentialStoreTroubled",
              "the credential store is not as it should be",
              Map.of("problem", problem)));
    }
  }

  /** What is not as it should be beside the credential, if that is stored. */
  Optional<String> storeTrouble() {
    return storeTrouble;
  }

  private Takeover takeover() {
    if (custody.stored().foreign().isEmpty()) {
      return Takeover.NOTHING_KNOWN;
    }
    var usable =
        configuration.read() instanceof ConfigurationReading.Usable(var found)
            ? Optional.of(found)
            : Optional.<ConnectionConfiguration>empty();
    return new Takeover(
        surroundings.managementInfo().get(),
        usable.map(ConnectionConfiguration::runtimeId),
        usable.map(ConnectionConfiguration::tenant),
        surroundings.times().get());
  }

  /** What the state machine knows of a credential. */
  CredentialSummary summary(Generation generation) {
    var facts = generation.credential().facts();
    return new CredentialSummary(
        generation.fingerprint(),
        generation.runtimeId(),
        generation.tenant(),
        generation.bound(),
        facts.notBefore(),
        facts.notAfter(),
        renewals.due(facts, generation.runtimeId()));
  }
}
