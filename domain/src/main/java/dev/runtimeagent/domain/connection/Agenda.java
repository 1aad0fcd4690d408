package dev.runtimeagent.domain.connection;

import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import dev.runtimeagent.domain.connection.ConnectionState.Synchronized;
import dev.runtimeagent.domain.connection.ConnectionState.Unconfigured;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is due in a state, one thing at a time; and how a state is entered. */
record Agenda(Policy policy) {
  /** A token that lay there before the credential was first refused waits this long (design, 3). */
  static final Duration PATIENCE_WITH_OLD_TOKENS = Duration.ofMinutes(10);

  /** Nothing is left unlooked at for longer. */
  private static final Duration HEARTBEAT = Duration.ofMinutes(1);

  /** Within this time after a start a certificate is renewed that is not young. */
  private static final Duration AFTER_START = Duration.ofMinutes(5);

  /**
   * Connects anew, or tells why not.
   *
   * @param wished whether that is somebody's wish for certain
   */
  Transition reconnect(Connected s, boolean wished, Moment when) {
    var memory = s.memory().forgiving();
    var wishes = s.upkeep().wishes();
    var bound = s.upkeep().standing().credential().bound();
    if (!wished && !bound && memory.eligible().isEmpty()) {
      // The document may never have been written: its absence is nobody's wish then.
      return proceed(new Connected(memory, s.upkeep(), s.last()), when);
    }
    if (s.upkeep().running().isPresent() || memory.contest().contested(when.at())) {
      var waiting = s.upkeep().with(wishes.reconnect(true));
      return proceed(new Connected(memory, waiting, s.last()), when);
    }
    if (memory.eligible().isPresent()) {
      return connecting(memory, memory.eligible().get(), when);
    }
    var upkeep = s.upkeep().with(wishes.reconnect(false));
    return proceed(new Connected(memory.notReconnected(whyNot(memory)), upkeep, s.last()), when);
  }

  /** With nothing to go by; a store that was just looked into is looked into later. */
  Transition unconfigured(Memory memory, Moment when) {
    return proceed(new Unconfigured(memory, lookForCredential(when.at()), Optional.empty()), when);
  }

  Transition connecting(Memory memory, ConnectionConfiguration usable, Moment when) {
    var at = when.at();
    var pairing = Pairing.with(usable, memory.tokens(), at);
    var probe = memory.credentialStored() ? Duty.now(at) : lookForCredential(at);
    return proceed(new Connecting(memory, Optional.of(pairing), probe, Optional.empty()), when);
  }

  /** When to look for a stored credential again where there is none: somebody may put one back. */
  static Duty lookForCredential(Instant at) {
    return Duty.of(Appointment.in(HEARTBEAT, at));
  }

  /** With a certificate that a token led to, and that has to prove itself. */
  Transition issued(Memory memory, Optional<Pairing> pairing, Moment when) {
    var spent =
        pairing
            .map(p -> memory.tokens().spend(p.configuration().tokenHash(), when.at()))
            .orElse(memory.tokens());
    var holding = memory.with(spent).holdingCredential(true).reconnected();
    return proceed(
        new Connecting(holding, Optional.empty(), Duty.now(when.at()), Optional.empty()), when);
  }

  /** With a credential that is new, or was there when this life began. */
  Transition connected(Memory memory, CredentialSummary credential, Moment when) {
    return connected(memory, credential, Optional.empty(), when);
  }

  /** The same, while the exchange of a token goes on. */
  Transition connected(
      Memory memory, CredentialSummary credential, Optional<Pairing> exchange, Moment when) {
    var connected = beginning(memory, credential, when);
    var exchanging = with(connected, connected.upkeep().exchanging(exchange));
    return entering(rested(exchanging, when), when);
  }

  /** After Compass was silent, or refused: nobody slept, and a whole fleet may be coming back. */
  Transition connectedAgain(Memory memory, CredentialSummary credential, Moment when) {
    return entering(beginning(memory, credential, when), when);
  }

  private Connected beginning(Memory memory, CredentialSummary credential, Moment when) {
    return new Connected(
        memory.holdingCredential(true),
        Upkeep.beginning(credential, policy, when.at()),
        Optional.empty());
  }

  private Transition entering(Connected connected, Moment when) {
    var upkeep = connected.upkeep();
    var credential = upkeep.standing().credential();
    var corrected = connected.memory().usable().filter(credential::differsFrom);
    if (credential.bound() || corrected.isEmpty()) {
      return proceed(connected, when);
    }
    var adopted = with(connected, upkeep.using(credential.identifiedBy(corrected.get())));
    return prefixed(proceed(adopted, when), new Effect.AdoptIdentity(corrected.get()));
  }

  /** All that is stored is tried at once then. */
  Transition lost(Memory memory, LostCause cause, Moment when) {
    return lost(memory, cause, Duty.now(when.at()), when);
  }

  Transition lost(Memory memory, LostCause cause, Duty probe, Moment when) {
    return proceed(new Lost(memory, cause, when.at(), probe, Optional.empty()), when);
  }

  /** Begins what is due, one thing at a time, or says when to look again. */
  Transition proceed(ConnectionState state, Moment when, Effect... first) {
    var at = when.at();
    return prefixed(
        switch (state) {
          case Unconfigured s -> proceedUnconfigured(s, at);
          case Connecting s -> proceedConnecting(s, at);
          case Connected s -> proceedOperating(s, when);
          case Synchronized s -> throw new IllegalStateException("not proceeded from: " + s);
          case Lost s -> proceedLost(s, when);
        },
        first);
  }

  private static Transition proceedUnconfigured(Unconfigured s, Instant at) {
    if (s.running().isPresent()) {
      return new Transition(s, List.of());
    }
    if (s.probe().isDue(at)) {
      return new Transition(
          new Unconfigured(s.memory(), s.probe(), Optional.of(Task.PROBE)),
          List.of(new Effect.Probe()));
    }
    var wake = earlier(s.probe().due(), at.plus(HEARTBEAT));
    return new Transition(s, List.of(new Effect.WakeAt(wake)));
  }

  private Transition proceedConnecting(Connecting s, Instant at) {
    if (s.running().isPresent()) {
      return new Transition(s, List.of());
    }
    // What cannot be read must not be acted on, and what is another's not be spent.
    var pairingDue =
        s.memory().configuration() instanceof ConfigurationReading.Unreadable
                || s.memory().contest().contested(at)
            ? Optional.<Appointment>empty()
            : s.pairing().flatMap(Pairing::next);
    if (pairingDue.filter(next -> next.isDue(at)).isPresent()) {
      var running = new Connecting(s.memory(), s.pairing(), s.probe(), Optional.of(Task.ENROL));
      return new Transition(running, List.of(new Effect.Enrol(s.pairing().get().configuration())));
    }
    if (s.probe().isDue(at)) {
      var running = new Connecting(s.memory(), s.pairing(), s.probe(), Optional.of(Task.PROBE));
      return new Transition(running, List.of(new Effect.Probe()));
    }
    var wake = earlier(s.probe().due(), at.plus(HEARTBEAT));
    return new Transition(s, List.of(new Effect.WakeAt(earlier(pairingDue, wake))));
  }

  private Transition proceedLost(Lost s, Moment when) {
    var at = when.at();
    var tokenDue = tokenDue(s, at);
    if (tokenDue.filter(next -> next.isDue(at)).isPresent()) {
      var next = connecting(s.memory(), s.memory().eligible().orElseThrow(), when);
      return s.running().isEmpty() ? next : prefixed(next, new Effect.AbandonProbe());
    }
    if (s.running().isPresent()) {
      return new Transition(s, List.of());
    }
    if (s.probe().isDue(at)) {
      var running = new Lost(s.memory(), s.cause(), s.since(), s.probe(), Optional.of(Task.PROBE));
      return new Transition(running, List.of(new Effect.Probe()));
    }
    var wake = earlier(s.probe().due(), at.plus(HEARTBEAT));
    return new Transition(s, List.of(new Effect.WakeAt(earlier(tokenDue, wake))));
  }

  /** When the configured token may be tried: a new one at once, an older one with patience. */
  private static Optional<Appointment> tokenDue(Lost s, Instant at) {
    var since =
        switch (s.cause()) {
          case LostCause.CredentialRefused(_, var refused) ->
              s.memory().configurationSince().isAfter(refused)
                  ? Optional.of(Appointment.now(s.since()))
                  : Optional.of(
                      new Appointment(
                          s.since().minus(PATIENCE_WITH_OLD_TOKENS),
                          s.since().plus(PATIENCE_WITH_OLD_TOKENS)));
          case LostCause.TokenUseless _,
              LostCause.ConfigurationGone _,
              LostCause.CompassSilent _,
              LostCause.CredentialGone _ ->
              Optional.of(Appointment.now(s.since()));
          // While it cannot be said what is stored, nothing is spent.
          case LostCause.CredentialUnreadable _ -> Optional.<Appointment>empty();
        };
    return s.memory().eligible().isPresent() && !s.memory().contest().contested(at)
        ? since
        : Optional.empty();
  }

  private Transition proceedOperating(Connected s, Moment when) {
    var at = when.at();
    var upkeep = s.upkeep();
    var duties = upkeep.duties();
    if (upkeep.running().isPresent()) {
      return new Transition(settled(s), List.of());
    }
    if (upkeep.wishes().reconnect() && !s.memory().contest().contested(at)) {
      return reconnect(s, true, when);
    }
    if (upkeep.drift().isDue(at)) {
      var looking = with(s, upkeep.with(upkeep.drift().looking()));
      return begun(looking, Task.REPAIR, new Effect.Repair());
    }
    if (upkeep.silentTooLong(policy, at) && duties.check().failures() == 0) {
      return begun(s, Task.CHECK, new Effect.Check());
    }
    var syncDue = duties.sync().isDue(at);
    // The first complete listing proves a stored credential better than anything else.
    if (syncDue && s.last().isEmpty()) {
      return synchronizing(s, at);
    }
    var exchangeDue =
        s.memory().contest().contested(at)
            ? Optional.<Appointment>empty()
            : upkeep.exchange().flatMap(Pairing::next);
    if (exchangeDue.filter(next -> next.isDue(at)).isPresent()) {
      var configuration = upkeep.exchange().orElseThrow().configuration();
      return begun(s, Task.ENROL, new Effect.Enrol(configuration));
    }
    if (duties.renewal().isDue(at)) {
      return begun(s, Task.RENEW, new Effect.Renew());
    }
    if (duties.check().isDue(at)) {
      return begun(s, Task.CHECK, new Effect.Check());
    }
    if (syncDue) {
      return synchronizing(s, at);
    }
    var wake =
        earlier(
            earlier(duties.sync().due(), duties.check().due()),
            earlier(duties.renewal().due(), earlier(exchangeDue, at.plus(HEARTBEAT))));
    return new Transition(
        settled(s), List.of(new Effect.WakeAt(earlier(upkeep.drift().lookAt(), wake))));
  }

  private static Transition synchronizing(Connected s, Instant at) {
    return begun(
        s,
        Task.SYNCHRONIZE,
        new Effect.Synchronize(
            !s.upkeep().standing().credential().bound(), s.memory().contest().advice(at)));
  }

  private static Transition begun(Connected s, Task task, Effect effect) {
    return new Transition(settled(with(s, s.upkeep().running(Optional.of(task)))), List.of(effect));
  }

  /** Synchronized is what is left when nothing speaks against it. */
  private static ConnectionState settled(Connected s) {
    return s.last().filter(SyncVerdict.Succeeded.class::isInstance).isPresent()
            && s.upkeep().duties().trouble().isEmpty()
            && s.upkeep().drift().problem().isEmpty()
        ? new Synchronized(s.memory(), s.upkeep())
        : s;
  }

  private static String whyNot(Memory memory) {
    return switch (memory.configuration()) {
      case ConfigurationReading.Usable(var usable) ->
          memory
                  .tokens()
                  .spentAt(usable.tokenHash())
                  .map(at -> "the token was already used at " + at.truncatedTo(ChronoUnit.SECONDS))
                  .orElse("the token was already used")
              + "; put a new one";
      case ConfigurationReading.Incomplete(var source, var problems) ->
          source + ": " + String.join("; ", problems);
      case ConfigurationReading.Missing(var source) -> "there is no " + source;
      case ConfigurationReading.Unreadable(var source, var reason) ->
          "cannot read " + source + ": " + reason;
    };
  }

  static Transition prefixed(Transition transition, Effect... first) {
    var effects = new ArrayList<Effect>(List.of(first));
    effects.addAll(transition.effects());
    return new Transition(transition.state(), effects);
  }

  static Connected with(Connected s, Upkeep upkeep) {
    return new Connected(s.memory(), upkeep, s.last());
  }

  /** At start, as after a sleep; not at once, since a whole fleet may have been started. */
  static Connected rested(Connected s, Moment when) {
    var wait = Duration.ofMillis((long) (AFTER_START.toMillis() * when.chance()));
    return slept(s, when.at(), wait);
  }

  /**
   * After a long sleep a certificate is renewed early: the next sleep may be longer (design, 5).
   */
  static Connected slept(Connected s, Instant at, Duration wait) {
    var duties = s.upkeep().duties();
    var credential = s.upkeep().standing().credential();
    var used = Duration.between(credential.acquired(), at);
    var life = Duration.between(credential.acquired(), credential.notAfter());
    return used.compareTo(life.dividedBy(10)) > 0 && used.compareTo(Duration.ofDays(1)) > 0
        ? with(
            s,
            s.upkeep()
                .with(duties.renewing(duties.renewal().noLaterThan(Appointment.in(wait, at)))))
        : s;
  }

  private static Instant earlier(Optional<Appointment> one, Instant other) {
    return one.map(appointment -> earlier(appointment.due(), other)).orElse(other);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
