package dev.runtimeagent.domain.connection;

import dev.runtimeagent.domain.connection.ConnectionEvent.CompassSilent;
import dev.runtimeagent.domain.connection.ConnectionEvent.ConfigurationSeen;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialIssued;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialProven;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialRefused;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialUnreadable;
import dev.runtimeagent.domain.connection.ConnectionEvent.DocumentMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.EnrolmentStopped;
import dev.runtimeagent.domain.connection.ConnectionEvent.FlagsRaised;
import dev.runtimeagent.domain.connection.ConnectionEvent.LossesApproved;
import dev.runtimeagent.domain.connection.ConnectionEvent.OtherAgentWrote;
import dev.runtimeagent.domain.connection.ConnectionEvent.RenewalFailed;
import dev.runtimeagent.domain.connection.ConnectionEvent.Renewed;
import dev.runtimeagent.domain.connection.ConnectionEvent.RepairEnded;
import dev.runtimeagent.domain.connection.ConnectionEvent.RuntimeDrifted;
import dev.runtimeagent.domain.connection.ConnectionEvent.SyncEnded;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimeJumped;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import dev.runtimeagent.domain.connection.ConnectionState.Unconfigured;
import java.util.List;
import java.util.Optional;

/** What follows in {@link ConnectionState.Connecting}. */
record ConnectingMoves(Agenda agenda) {
  Transition decide(Connecting s, ConnectionEvent event) {
    var when = event.when();
    var at = when.at();
    var memory = s.memory();
    return switch (event) {
      case ConfigurationSeen(var reading, _) -> configurationWhileConnecting(s, reading, when);
      case CredentialIssued _ -> agenda.issued(memory, s.pairing(), when);
      case EnrolmentStopped stopped -> pairingFailed(s, stopped);
      case CredentialProven(var credential, _) ->
          agenda.connected(
              rememberingWhyNot(s), credential, s.pairing().filter(Pairing::inHand), when);
      case CredentialRefused(var detail, _) ->
          s.pairing().isEmpty()
              ? afterUnprovenRefusal(s, detail, when)
              : agenda.proceed(idle(holding(s), s.probe().missed(detail, when)), when);
      case CompassSilent(var detail, var retryAfter, _) ->
          agenda.proceed(idle(holding(s), s.probe().missed(detail, retryAfter, when)), when);
      case CredentialMissing _ ->
          s.pairing().isPresent()
              ? agenda.proceed(
                  new Connecting(
                      memory.holdingCredential(false),
                      s.pairing(),
                      Agenda.lookForCredential(at),
                      Optional.empty()),
                  when)
              : agenda.lost(
                  memory.holdingCredential(false),
                  new LostCause.CredentialGone("the issued credential is gone from the store"),
                  when);
      case CredentialUnreadable(var problem, _) ->
          agenda.proceed(idle(s, s.probe().missed(problem, when)), when);
      case DocumentMissing _ ->
          agenda.proceed(
              new Connecting(
                  memory.forgiving(), s.pairing().map(p -> p.hurried(at)), s.probe(), s.running()),
              when,
              new Effect.ForgiveTokens());
      case OtherAgentWrote _ -> beside(s, memory.seeingOtherAgent(at), when);
      case FlagsRaised _ ->
          agenda.proceed(
              new Connecting(
                  memory, s.pairing().map(p -> p.hurried(at)), s.probe().hurried(at), s.running()),
              when,
              new Effect.ClearFlags());
      case TimePassed _, TimeJumped _ -> agenda.proceed(s, when);
      // Of a connection that this one replaces.
      case LossesApproved _, Renewed _, RenewalFailed _, SyncEnded _, RepairEnded _ ->
          agenda.proceed(s, when);
      // Without Compass nothing is touched in the Runtime, not even to put it back.
      case RuntimeDrifted _ -> agenda.proceed(s, when);
    };
  }

  /** A token that was not sent yet is kept until it is clear who works on the Runtime. */
  private Transition beside(Connecting s, Memory memory, Moment when) {
    var seen = new Connecting(memory, s.pairing(), s.probe(), s.running());
    return s.running().equals(Optional.of(Task.ENROL)) && memory.contest().contested(when.at())
        ? new Transition(seen, List.of(new Effect.AbandonEnrolment()))
        : agenda.proceed(seen, when);
  }

  private Transition configurationWhileConnecting(
      Connecting s, ConfigurationReading reading, Moment when) {
    var memory = s.memory().seeing(reading, when.at());
    var same = new Connecting(memory, s.pairing(), s.probe(), s.running());
    var changed =
        switch (reading) {
          case ConfigurationReading.Usable(var usable) ->
              s.pairing().filter(p -> p.configuration().equals(usable)).isEmpty();
          case ConfigurationReading.Incomplete _, ConfigurationReading.Missing _ -> true;
          case ConfigurationReading.Unreadable _ -> false;
        };
    if (!changed || memory.equals(s.memory())) {
      return agenda.proceed(same, when);
    }
    if (s.running().equals(Optional.of(Task.ENROL))) {
      return new Transition(same, List.of(new Effect.AbandonEnrolment()));
    }
    return reconsider(same, when);
  }

  /** Looks at the configuration again when no enrolment is under way. */
  private Transition reconsider(Connecting s, Moment when) {
    var memory = s.memory();
    return switch (memory.configuration()) {
      case ConfigurationReading.Usable(var usable) -> {
        if (s.pairing().isEmpty() && !memory.tokens().eligible(usable)) {
          // The issued credential has to prove itself; only ids may have been corrected.
          yield agenda.proceed(s, when, new Effect.AdoptIdentity(usable));
        }
        var next = agenda.connecting(memory, usable, when);
        yield s.running().isEmpty() ? next : Agenda.prefixed(next, new Effect.AbandonProbe());
      }
      case ConfigurationReading.Incomplete(_, var problems) ->
          withoutConfiguration(s, String.join("; ", problems), when);
      case ConfigurationReading.Missing(var source) ->
          withoutConfiguration(s, source + " is gone", when);
      case ConfigurationReading.Unreadable _ -> agenda.proceed(s, when);
    };
  }

  private Transition pairingFailed(Connecting s, EnrolmentStopped event) {
    var when = event.when();
    if (s.pairing().isEmpty()) {
      return agenda.proceed(idle(s, s.probe()), when);
    }
    var configuration = s.pairing().get().configuration();
    var memory = s.memory().with(s.memory().tokens().after(event.fate(), configuration, when.at()));
    var stopped =
        new Connecting(memory, s.pairing().map(p -> p.failed(event)), s.probe(), Optional.empty());
    if (!memory.usable().equals(Optional.of(configuration))
        && !(memory.configuration() instanceof ConfigurationReading.Unreadable)) {
      return reconsider(stopped, when);
    }
    return switch (event.fate()) {
      case NOTHING_SENT, WITH_ANOTHER, IN_HAND, STILL_IN_HAND -> agenda.proceed(stopped, when);
      case REFUSED, UNKNOWN, SPENT ->
          memory.credentialStored()
              ? agenda.lost(
                  memory.notReconnected(event.detail()),
                  new LostCause.TokenUseless(event.detail()),
                  when)
              : agenda.proceed(stopped, when);
    };
  }

  /** Where a stored credential works again before the token could be exchanged. */
  private static Memory rememberingWhyNot(Connecting s) {
    return s.pairing()
        .map(Pairing::problem)
        .filter(problem -> !problem.isEmpty())
        .map(s.memory()::notReconnected)
        .orElse(s.memory());
  }

  private Transition withoutConfiguration(Connecting s, String detail, Moment when) {
    if (!s.memory().credentialStored()) {
      return agenda.proceed(new Unconfigured(s.memory(), s.probe(), s.running()), when);
    }
    return agenda.proceed(
        new Lost(
            s.memory(), new LostCause.ConfigurationGone(detail), when.at(), s.probe(), s.running()),
        when);
  }

  private Transition afterUnprovenRefusal(Connecting s, String detail, Moment when) {
    var probe = s.probe().missed(detail, when);
    // A fresh certificate may be ahead of Compass' clocks: its refusal is believed later.
    return probe.failures() < 6
        ? agenda.proceed(idle(s, probe), when)
        : agenda.lost(s.memory(), new LostCause.CredentialRefused(detail, when.at()), when);
  }

  /** What was probed is there, whatever was stored when this began. */
  private static Connecting holding(Connecting s) {
    return new Connecting(s.memory().holdingCredential(true), s.pairing(), s.probe(), s.running());
  }

  private static Connecting idle(Connecting s, Duty probe) {
    return new Connecting(s.memory(), s.pairing(), probe, Optional.empty());
  }
}
