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
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import java.util.Optional;

/** What follows in {@link ConnectionState.Lost}. */
record LostMoves(Agenda agenda) {
  Transition decide(Lost s, ConnectionEvent event) {
    var when = event.when();
    var at = when.at();
    return switch (event) {
      case ConfigurationSeen(var reading, _) ->
          agenda.proceed(remembering(s, s.memory().seeing(reading, at)), when);
      case CredentialProven(var credential, _) ->
          agenda.connectedAgain(s.memory(), credential, when);
      case CredentialRefused(var detail, _) -> {
        var cause =
            switch (s.cause()) {
              case LostCause.TokenUseless useless -> useless;
              case LostCause.CredentialRefused(_, var since) ->
                  new LostCause.CredentialRefused(detail, since);
              case LostCause.ConfigurationGone _,
                  LostCause.CompassSilent _,
                  LostCause.CredentialGone _,
                  LostCause.CredentialUnreadable _ ->
                  new LostCause.CredentialRefused(detail, s.since());
            };
        yield agenda.proceed(
            probedWhileLost(holding(s), cause, s.probe().missed(detail, when)), when);
      }
      case CompassSilent(var detail, var retryAfter, _) ->
          agenda.proceed(
              probedWhileLost(holding(s), s.cause(), s.probe().missed(detail, retryAfter, when)),
              when);
      case CredentialMissing _ -> {
        var gone = new LostCause.CredentialGone("no credential is stored any more");
        var memory = s.memory().holdingCredential(false);
        yield agenda.proceed(
            probedWhileLost(remembering(s, memory), gone, s.probe().missed(gone.detail(), when)),
            when);
      }
      case CredentialUnreadable(var problem, _) ->
          agenda.proceed(
              probedWhileLost(
                  s, new LostCause.CredentialUnreadable(problem), s.probe().missed(problem, when)),
              when);
      case DocumentMissing _ ->
          agenda.proceed(
              new Lost(
                  s.memory().forgiving(),
                  s.cause(),
                  s.since().minus(Agenda.PATIENCE_WITH_OLD_TOKENS),
                  s.probe().hurried(at),
                  s.running()),
              when,
              new Effect.ForgiveTokens());
      case OtherAgentWrote _ ->
          agenda.proceed(remembering(s, s.memory().seeingOtherAgent(at)), when);
      case FlagsRaised _ ->
          agenda.proceed(
              new Lost(s.memory(), s.cause(), s.since(), s.probe().hurried(at), s.running()),
              when,
              new Effect.ClearFlags());
      case TimePassed _, TimeJumped _ -> agenda.proceed(s, when);
      // Of the connection that was lost.
      case LossesApproved _,
          CredentialIssued _,
          EnrolmentStopped _,
          Renewed _,
          RenewalFailed _,
          SyncEnded _,
          RepairEnded _ ->
          agenda.proceed(s, when);
      // Without Compass nothing is touched in the Runtime, not even to put it back.
      case RuntimeDrifted _ -> agenda.proceed(s, when);
    };
  }

  /** What was probed is there, whatever could be read when this life began. */
  private static Lost holding(Lost s) {
    return remembering(s, s.memory().holdingCredential(true));
  }

  private static Lost remembering(Lost s, Memory memory) {
    return new Lost(memory, s.cause(), s.since(), s.probe(), s.running());
  }

  private static Lost probedWhileLost(Lost s, LostCause cause, Duty probe) {
    return new Lost(s.memory(), cause, s.since(), probe, Optional.empty());
  }
}
