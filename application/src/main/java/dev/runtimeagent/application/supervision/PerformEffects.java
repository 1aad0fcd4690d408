package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.credential.CheckConnection;
import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.CredentialCustody.Legacy;
import dev.runtimeagent.application.credential.EnrolmentLog;
import dev.runtimeagent.application.credential.InspectCredentials;
import dev.runtimeagent.application.credential.Loaded;
import dev.runtimeagent.application.credential.ProveCredential;
import dev.runtimeagent.application.credential.RenewCredential;
import dev.runtimeagent.application.credential.Takeover;
import dev.runtimeagent.application.enrolment.EnrolRuntime;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.application.status.Chronicle;
import dev.runtimeagent.application.status.Circumstances;
import dev.runtimeagent.application.synchronization.SyncSummary;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.connection.ConnectionEvent;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionState;
import dev.runtimeagent.domain.connection.Effect;
import dev.runtimeagent.domain.connection.Findings;
import dev.runtimeagent.domain.connection.Moment;
import dev.runtimeagent.domain.connection.Task;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.RenewalPolicy;
import dev.runtimeagent.domain.plan.Hold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** Has the use cases do what the state machine decided, and leaves their results in the inbox. */
public final class PerformEffects {
  private final Inbox inbox;
  private final Workers workers;
  private final EventRecorder recorder;
  private final UseCases useCases;
  private final CredentialCustody custody;
  private final EnrolmentLog log;
  private final Surroundings surroundings;
  private final RunTasks tasks;

  private final AtomicReference<Optional<Operation>> running =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<ConnectionConfiguration>> correctedIdentity =
      new AtomicReference<>(Optional.empty());

  /** What is carried out. */
  public record UseCases(
      EnrolRuntime enrol,
      ProveCredential prove,
      CheckConnection check,
      RenewCredential renew,
      InspectCredentials inspect,
      SynchronizeRuntime synchronize) {}

  /**
   * What is known from elsewhere.
   *
   * @param managementInfo the URLs in the connection document, for a connection taken over
   * @param times those in the connection document, for the same
   * @param trust why server certificates are not verified
   */
  public record Surroundings(
      Supplier<Optional<Endpoints>> managementInfo,
      Supplier<Takeover.Times> times,
      Supplier<Optional<String>> trust) {}

  public PerformEffects(
      Inbox inbox,
      Workers workers,
      EventRecorder recorder,
      UseCases useCases,
      CredentialCustody custody,
      EnrolmentLog log,
      ConfigurationSource configuration,
      Holder holder,
      RenewalPolicy renewals,
      Surroundings surroundings) {
    this.inbox = inbox;
    this.workers = workers;
    this.recorder = recorder;
    this.useCases = useCases;
    this.custody = custody;
    this.log = log;
    this.surroundings = surroundings;
    this.tasks =
        new RunTasks(recorder, useCases, custody, configuration, holder, renewals, surroundings);
  }

  /** Gathers what the state is derived from at start. */
  Findings find(ConfigurationReading reading, boolean documentMissing) {
    var recovery = useCases.enrol().recover();
    var loaded = custody.load();
    var stored = custody.stored();
    var unreadable =
        switch (loaded) {
          case Loaded.Unreadable(var problem) -> Optional.of(problem);
          case Loaded.Nothing _ -> recovery;
          // A credential that can be read is enough to go on with.
          case Loaded.Credentials _ -> Optional.<String>empty();
        };
    return new Findings(
        reading,
        useCases.enrol().ledger(),
        stored.next().isPresent() ? Optional.empty() : stored.current().map(tasks::summary),
        stored.holdsCredential(),
        unreadable,
        enrolmentUnderWay(reading),
        documentMissing);
  }

  private boolean enrolmentUnderWay(ConfigurationReading reading) {
    return reading instanceof ConfigurationReading.Usable(var usable)
        && log.enrolment()
            .filter(e -> e.phase() != JournalEntry.Phase.STORED)
            .filter(e -> e.phase() != JournalEntry.Phase.PREPARED)
            .filter(e -> e.connectorUrl().equals(usable.connectorUrl()))
            .filter(e -> e.configuredToken().equals(usable.tokenHash()))
            .isPresent();
  }

  void perform(Effect effect) {
    switch (effect) {
      case Effect.Enrol(var wanted) -> begin(Task.ENROL, "enrolling", () -> tasks.enrol(wanted));
      case Effect.Probe _ -> begin(Task.PROBE, "probing the stored credential", tasks::probe);
      case Effect.Check _ -> begin(Task.CHECK, "checking the connection", tasks::check);
      case Effect.Renew _ -> begin(Task.RENEW, "renewing the credential", tasks::renew);
      case Effect.Synchronize(var identify, var keepAll) -> {
        useCases.synchronize().keepAll(keepAll);
        begin(Task.SYNCHRONIZE, "synchronizing", () -> tasks.synchronize(identify));
      }
      case Effect.KeepAll(var reason) -> useCases.synchronize().keepAll(Optional.of(reason));
      case Effect.Repair _ -> begin(Task.REPAIR, "repairing the Runtime", tasks::repair);
      case Effect.AbandonEnrolment _ -> useCases.enrol().abandonUnlessSent();
      case Effect.AbandonProbe _ -> running.get().ifPresent(Operation::abandon);
      case Effect.AdoptIdentity(var corrected) -> correctedIdentity.set(Optional.of(corrected));
      case Effect.ForgiveTokens _ -> workers.start(useCases.enrol()::forgiveTokens);
      case Effect.ClearFlags _, Effect.WakeAt _ ->
          throw new IllegalArgumentException("not performed here: " + effect);
    }
  }

  /** A token may be exchanged soon. */
  void expectToken() {
    useCases.enrol().expectToken();
  }

  /** Has the next synchronization try again at once what failed before. */
  void hurry() {
    tasks.hurry();
  }

  /** Makes looks at what is stored cost little, until closed. */
  Watch follow() {
    return custody.follow();
  }

  /** Tries again to store what could not be stored, and erases what is too old to be kept. */
  void tidy() {
    workers.start(() -> {
      custody.persist();
      log.tidy();
    });
  }

  /** Stores a credential of a term that is over; answers what keeps it from that, if it is so. */
  Optional<String> bequeath() {
    return switch (custody.bequeath()) {
      case Legacy.Kept _ -> Optional.empty();
      case Legacy.Overtaken _ -> {
        recorder.record(
            new AgentEvent(
                Severity.WARNING,
                "CredentialOvertaken",
                "another agent stored a credential meanwhile; the one in hand is given up",
                Map.of()));
        yield Optional.empty();
      }
      case Legacy.Unstored(var problem) -> Optional.of(problem);
    };
  }

  /** Breaks off what may be broken off and waits for the rest. */
  void stop() throws InterruptedException {
    var last = running.get();
    if (last.isEmpty()) {
      return;
    }
    switch (last.get().task()) {
      case ENROL -> useCases.enrol().abandonUnlessSent();
      // A signed certificate is worth waiting for.
      case RENEW -> {}
      case PROBE, CHECK, SYNCHRONIZE, REPAIR -> last.get().abandon();
    }
    last.get().awaitEnd();
  }

  /** Whether a token or a credential is lost where this process ends now. */
  boolean isIndispensable() {
    return custody.durabilityProblem().isPresent()
        || running
            .get()
            .filter(last -> last.task() == Task.ENROL || last.task() == Task.RENEW)
            .filter(last -> !last.hasEnded())
            .isPresent();
  }

  Circumstances circumstances(ConnectionState state, Chronicle chronicle) {
    var applied = useCases.synchronize().last();
    return new Circumstances(
        state,
        chronicle,
        custody.current(),
        custody.durabilityProblem(),
        tasks.storeTrouble(),
        tasks.endpointsProblem(),
        surroundings.trust().get(),
        applied.map(SyncSummary::applications),
        applied.flatMap(SyncSummary::hold).map(Hold::message));
  }

  private void begin(
      Task task, String doing, Supplier<List<Function<Moment, ConnectionEvent>>> work) {
    var operation = new Operation(task);
    running.set(Optional.of(operation));
    operation.runsOn(workers.start(() -> carryOut(operation, doing, work)));
  }

  private void carryOut(
      Operation operation, String doing, Supplier<List<Function<Moment, ConnectionEvent>>> work) {
    var happened = List.<Function<Moment, ConnectionEvent>>of();
    try {
      correctedIdentity
          .getAndSet(Optional.empty())
          .ifPresent(c -> custody.adoptIdentity(c.runtimeId(), Optional.of(c.tenant())));
      happened = work.get();
    } catch (Throwable e) {
      // An Error too: the state machine waits for an end, and would wait for ever.
      if (!operation.isBrokenOffBy(e)) {
        happened = List.of(RunTasks.afterDefect(operation.task(), doing));
        recorder.bug(doing, e);
      }
    } finally {
      if (operation.end()) {
        happened.forEach(event -> post(operation, event));
      }
    }
  }

  /** What was broken off while its result lay in the inbox must not be taken for what followed. */
  private void post(Operation operation, Function<Moment, ConnectionEvent> event) {
    inbox.post(when -> operation.isAbandoned() ? new TimePassed(when) : event.apply(when));
  }
}
