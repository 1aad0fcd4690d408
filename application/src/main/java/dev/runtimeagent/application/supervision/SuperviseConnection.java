package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.Recurring;
import dev.runtimeagent.application.port.Alarm;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Chance;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.application.status.Chronicle;
import dev.runtimeagent.application.status.Circumstances;
import dev.runtimeagent.application.status.ConnectionDesk;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionEvent;
import dev.runtimeagent.domain.connection.ConnectionEvent.ConfigurationSeen;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimeJumped;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionMachine;
import dev.runtimeagent.domain.connection.ConnectionState;
import dev.runtimeagent.domain.connection.Effect;
import dev.runtimeagent.domain.connection.Moment;
import dev.runtimeagent.domain.connection.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Owns the connection's state: one thread takes events out of the inbox, has the state machine
 * decide, shows the new state and has its effects performed. The only place where transitions
 * happen, and where they are told.
 */
public final class SuperviseConnection {
  /** The loop turns at least this often, and looks at everything again. */
  private static final Duration HEARTBEAT = Duration.ofMinutes(1);

  /** Between looks at a configuration that is ignored and watched (design, 3 and 8). */
  private static final Duration RARELY = Duration.ofMinutes(10);

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  /** A process that is told to end has a minute for it (design, 4). */
  private static final Duration LAST_TRIES = Duration.ofSeconds(30);

  private static final Duration JUMP = Duration.ofMinutes(5);
  private static final String DOCUMENT_DELETED = "the connection document was deleted";

  private final ConnectionMachine machine;
  private final Inbox inbox;
  private final PerformEffects performer;
  private final ConnectionDesk desk;
  private final Recurring configurationLook;
  private final ConfigurationSource configuration;
  private final ConnectionDocuments documents;
  private final ApplicationTarget target;
  private final Clock clock;
  private final Chance chance;
  private final Alarm alarm;
  private final TellOperators operators;

  private volatile Optional<ConnectionState> state = Optional.empty();
  private volatile Instant lastTurn;
  private volatile boolean started;
  private volatile boolean stopping;
  private Instant expectedTurn = Instant.MAX;
  private Instant nextLook = Instant.EPOCH;
  private Chronicle chronicle = Chronicle.EMPTY;
  private List<Watch> watches = List.of();

  public SuperviseConnection(
      ConnectionMachine machine,
      Inbox inbox,
      PerformEffects performer,
      ConnectionDesk desk,
      ConfigurationSource configuration,
      ConnectionDocuments documents,
      ApplicationTarget target,
      Clock clock,
      Chance chance,
      Alarm alarm,
      Workers workers,
      EventRecorder recorder) {
    this.machine = machine;
    this.inbox = inbox;
    this.performer = performer;
    this.desk = desk;
    this.configuration = configuration;
    this.documents = documents;
    this.target = target;
    this.clock = clock;
    this.chance = chance;
    this.alarm = alarm;
    this.lastTurn = clock.now();
    this.operators = new TellOperators(recorder);
    this.configurationLook =
        new Recurring(workers, recorder, "reading the configuration", this::lookAtConfiguration);
  }

  /** The state as of now, absent until {@link #start} has derived it. */
  public Optional<ConnectionState> state() {
    return state;
  }

  /**
   * When the loop last turned, which it does every minute at least. Until it begins to, that is
   * now: what is read before that takes as long as the Runtime makes it, and a restart cures
   * nothing.
   */
  public Instant lastTurn() {
    return started ? lastTurn : clock.now();
  }

  /** Derives the state from what is durable, and begins to watch. */
  public void start() {
    var document = desk.open();
    if (document instanceof Stored.Missing<ConnectionDocument>) {
      // Making a key takes longer than all that has to be read before it is needed.
      performer.expectToken();
    }
    var now = moment();
    chronicle =
        document instanceof Stored.Found<ConnectionDocument>(var content, _)
            ? Chronicle.from(content.status(), now.at())
            : Chronicle.EMPTY;
    var findings =
        performer.find(
            configuration.read(), document instanceof Stored.Missing<ConnectionDocument>);
    if (stopping) {
      return;
    }
    follow(Optional.empty(), machine.begin(findings, moment()), "started");
    watches =
        List.of(
            configuration.watch(configurationLook::ask),
            documents.watch(desk::look),
            target.watch(inbox::drifted),
            performer.follow());
    // What changed between reading and watching would never be told.
    configurationLook.ask();
    desk.look();
    lastTurn = clock.now();
    started = true;
  }

  /** Turns until retired, stopped or interrupted. */
  public void run() throws InterruptedException {
    while (!stopping) {
      handle(inbox.take());
    }
  }

  /** Handles everything that has happened so far; for whoever lends the loop its thread. */
  public void drain() {
    for (var next = inbox.poll(); next.isPresent() && !stopping; next = inbox.poll()) {
      handle(next.get());
    }
  }

  /** Has {@link #run} return and nothing new be begun. From any thread; it waits for nothing. */
  public void retire() {
    stopping = true;
    inbox.post(TimePassed::new);
  }

  /**
   * Starts nothing new, breaks off what may be broken off, and waits for an exchange that was sent
   * to be finished and journaled (design, 4).
   */
  public void stop() throws InterruptedException {
    watches.forEach(Watch::close);
    retire();
    performer.stop();
    desk.awaitIdle();
  }

  /** Whether a token or a credential is lost where this process ends now. From any thread. */
  boolean isIndispensable() {
    return performer.isIndispensable();
  }

  /**
   * Stores a credential that could not be stored before the term was over: only memory has it, and
   * the token it cost is spent. Returns when the store has it or another agent's, or some time
   * after {@code ending} has become true, which {@link #retire} draws attention to.
   *
   * @param troubled is told what is wrong, as often as it does not work
   */
  public void bequeath(BooleanSupplier ending, Consumer<String> troubled)
      throws InterruptedException {
    var until = Instant.MAX;
    for (var problem = performer.bequeath(); problem.isPresent(); problem = performer.bequeath()) {
      troubled.accept(problem.get());
      if (ending.getAsBoolean() && until.equals(Instant.MAX)) {
        until = clock.now().plus(LAST_TRIES);
      }
      if (!clock.now().isBefore(until)) {
        return;
      }
      alarm.set(clock.now().plus(BETWEEN_TRIES), () -> inbox.post(TimePassed::new));
      inbox.take();
      while (inbox.poll().isPresent()) {
        // Nothing that happened before concerns anybody any more.
      }
    }
  }

  /** All that is known now, for whoever shows it elsewhere than in the document. */
  public Optional<Circumstances> circumstances() {
    return state.map(this::circumstances);
  }

  private void handle(Function<Moment, ConnectionEvent> happened) {
    if (stopping) {
      return;
    }
    var now = moment();
    var event = jumpBefore(now).orElseGet(() -> happened.apply(now));
    decide(event);
    if (event instanceof TimeJumped) {
      decide(happened.apply(now));
    }
  }

  private void decide(ConnectionEvent event) {
    lastTurn = event.when().at();
    chronicle = chronicle.after(event);
    var before = state;
    var transition = machine.decide(before.orElseThrow(), event);
    follow(before, transition, reason(before.orElseThrow(), transition.state(), event));
    if (event instanceof ConnectionEvent.DocumentMissing) {
      desk.missingHeard();
    }
    if (event instanceof ConnectionEvent.Renewed(var credential, _)) {
      operators.renewed(credential);
    }
    if (event instanceof ConfigurationSeen(ConfigurationReading.Unreadable _, _)) {
      // Nothing tells when it can be read again, and what is told of it would outlive the trouble.
      nextLook = lastTurn;
    }
    if (event instanceof TimePassed || event instanceof TimeJumped) {
      if (mayPair(transition.state())
          || !lastTurn.isBefore(nextLook)
          || event instanceof TimeJumped) {
        nextLook = lastTurn.plus(RARELY);
        configurationLook.ask();
      }
      performer.tidy();
    }
  }

  /** Whether the clock was set, or the machine slept, since the last turn. */
  private Optional<ConnectionEvent> jumpBefore(Moment now) {
    var slept = expectedTurn.isBefore(now.at().minus(JUMP));
    var setBack = now.at().isBefore(lastTurn.minus(JUMP));
    return slept || setBack ? Optional.of(new TimeJumped(now)) : Optional.empty();
  }

  private void follow(Optional<ConnectionState> before, Transition transition, String why) {
    var next = transition.state();
    state = Optional.of(next);
    if (mayPair(next) && before.filter(SuperviseConnection::mayPair).isEmpty()) {
      performer.expectToken();
    }
    var circumstances = circumstances(next);
    operators.tell(before, circumstances, why, clock.now());
    desk.show(circumstances);
    var wake = clock.now().plus(HEARTBEAT);
    for (var effect : transition.effects()) {
      switch (effect) {
        case Effect.WakeAt(var at) -> wake = at.isBefore(wake) ? at : wake;
        case Effect.ClearFlags _ -> {
          desk.clearFlags();
          performer.hurry();
        }
        case Effect.Enrol _,
            Effect.AbandonEnrolment _,
            Effect.Probe _,
            Effect.AbandonProbe _,
            Effect.Check _,
            Effect.Renew _,
            Effect.Synchronize _,
            Effect.KeepAll _,
            Effect.Repair _,
            Effect.AdoptIdentity _,
            Effect.ForgiveTokens _ -> {
          if (!stopping) {
            performer.perform(effect);
          }
        }
      }
    }
    expectedTurn = wake;
    alarm.set(wake, () -> inbox.post(TimePassed::new));
  }

  /** Whether a token may lead to a certificate: elsewhere the key would be made for nothing. */
  private static boolean mayPair(ConnectionState state) {
    return switch (state) {
      case ConnectionState.Unconfigured _, ConnectionState.Connecting _, ConnectionState.Lost _ ->
          true;
      case ConnectionState.Connected _, ConnectionState.Synchronized _ -> false;
    };
  }

  private Circumstances circumstances(ConnectionState now) {
    return performer.circumstances(now, chronicle);
  }

  private void lookAtConfiguration() {
    var reading = configuration.read();
    inbox.post(when -> new ConfigurationSeen(reading, when));
  }

  private Moment moment() {
    return new Moment(clock.now(), chance.next());
  }

  /** A wish that had to wait is why, and not what it waited for. */
  private static String reason(
      ConnectionState before, ConnectionState next, ConnectionEvent event) {
    return next instanceof ConnectionState.Connecting && before.reconnectAwaited()
        ? DOCUMENT_DELETED
        : reason(event);
  }

  private static String reason(ConnectionEvent event) {
    return switch (event) {
      case ConfigurationSeen _ -> "the configuration changed";
      case ConnectionEvent.DocumentMissing _ -> DOCUMENT_DELETED;
      case ConnectionEvent.FlagsRaised _ -> "an operator asked for it";
      case ConnectionEvent.LossesApproved _ -> "held losses were approved";
      case ConnectionEvent.OtherAgentWrote _ -> "another agent wrote the connection document";
      case ConnectionEvent.CredentialIssued _ -> "a certificate was issued";
      case ConnectionEvent.EnrolmentStopped(_, var detail, _, _) -> detail;
      case ConnectionEvent.CredentialProven _ -> "Compass accepted the certificate";
      case ConnectionEvent.CredentialRefused(var detail, _) -> detail;
      case ConnectionEvent.CompassSilent(var detail, _, _) -> detail;
      case ConnectionEvent.CredentialMissing _ -> "no credential is stored";
      case ConnectionEvent.CredentialUnreadable(var problem, _) -> problem;
      case ConnectionEvent.Renewed _ -> "the certificate was renewed";
      case ConnectionEvent.RenewalFailed(var detail, _, _, _) -> detail;
      case ConnectionEvent.SyncEnded(var verdict, _) ->
          verdict.detail().isEmpty() ? "all Applications are applied" : verdict.detail();
      case ConnectionEvent.RuntimeDrifted _ -> "somebody changed what the Runtime holds";
      case ConnectionEvent.RepairEnded(var problem, _) ->
          problem.orElse("what somebody changed in the Runtime is put back");
      case TimePassed _ -> "time passed";
      case TimeJumped _ -> "the clock jumped";
    };
  }
}
