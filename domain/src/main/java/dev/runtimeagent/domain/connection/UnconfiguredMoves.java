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
import dev.runtimeagent.domain.connection.ConnectionState.Unconfigured;
import java.util.Optional;

/** What follows in {@link ConnectionState.Unconfigured}. */
record UnconfiguredMoves(Agenda agenda) {
  Transition decide(Unconfigured s, ConnectionEvent event) {
    var when = event.when();
    var at = when.at();
    var memory = s.memory();
    return switch (event) {
      case ConfigurationSeen(var reading, _) -> configurationSeen(s, reading, when);
      case CredentialProven(var credential, _) -> agenda.connected(memory, credential, when);
      case CredentialRefused(var detail, _) ->
          unproven(memory, s.probe().missed(detail, when), when);
      case CompassSilent(var detail, var retryAfter, _) ->
          unproven(memory, s.probe().missed(detail, retryAfter, when), when);
      case CredentialMissing _ -> agenda.unconfigured(memory, when);
      case CredentialUnreadable(var problem, _) ->
          agenda.proceed(
              new Unconfigured(memory, s.probe().missed(problem, when), Optional.empty()), when);
      case DocumentMissing _ ->
          agenda.proceed(remembering(s, memory.forgiving()), when, new Effect.ForgiveTokens());
      case OtherAgentWrote _ -> agenda.proceed(remembering(s, memory.seeingOtherAgent(at)), when);
      case FlagsRaised _ ->
          agenda.proceed(
              new Unconfigured(memory, s.probe().hurried(at), s.running()),
              when,
              new Effect.ClearFlags());
      case TimePassed _, TimeJumped _ -> agenda.proceed(s, when);
      // Of a connection that is no more; these can only be late.
      case LossesApproved _,
          CredentialIssued _,
          EnrolmentStopped _,
          Renewed _,
          RenewalFailed _,
          SyncEnded _,
          RuntimeDrifted _,
          RepairEnded _ ->
          agenda.proceed(s, when);
    };
  }

  private Transition configurationSeen(Unconfigured s, ConfigurationReading reading, Moment when) {
    var memory = s.memory().seeing(reading, when.at());
    if (memory.usable().isEmpty()) {
      return agenda.proceed(remembering(s, memory), when);
    }
    var next = agenda.connecting(memory, memory.usable().get(), when);
    return s.running().isEmpty() ? next : Agenda.prefixed(next, new Effect.AbandonProbe());
  }

  /** With a credential that somebody put into the store, and that has to prove itself. */
  private Transition unproven(Memory memory, Duty probe, Moment when) {
    return agenda.proceed(
        new Connecting(memory.holdingCredential(true), Optional.empty(), probe, Optional.empty()),
        when);
  }

  private static Unconfigured remembering(Unconfigured s, Memory memory) {
    return new Unconfigured(memory, s.probe(), s.running());
  }
}
