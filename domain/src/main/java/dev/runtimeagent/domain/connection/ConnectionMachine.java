package dev.runtimeagent.domain.connection;

import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import dev.runtimeagent.domain.connection.ConnectionState.Synchronized;
import dev.runtimeagent.domain.connection.ConnectionState.Unconfigured;
import java.util.Optional;

/**
 * The moves between the states of a connection: Unconfigured → Connecting → Connected →
 * Synchronized → Lost (design, 3). Total and pure; whatever is decided here is carried out by
 * {@code application}. Every decision leaves something under way or a time to wake at.
 */
public final class ConnectionMachine {
  private final Policy policy;
  private final Agenda agenda;
  private final UnconfiguredMoves unconfigured;
  private final ConnectingMoves connecting;
  private final OperatingMoves operating;
  private final LostMoves lost;

  public ConnectionMachine(Policy policy) {
    this.policy = policy;
    this.agenda = new Agenda(policy);
    this.unconfigured = new UnconfiguredMoves(agenda);
    this.connecting = new ConnectingMoves(agenda);
    this.operating = new OperatingMoves(policy, agenda);
    this.lost = new LostMoves(agenda);
  }

  /** Derives the state an agent starts in. */
  public Transition begin(Findings found, Moment when) {
    var at = when.at();
    var stored = found.proven().isPresent() || found.unproven();
    var memory =
        new Memory(
            found.configuration(),
            at,
            found.documentMissing() ? found.tokens().forgiving() : found.tokens(),
            stored,
            Contest.none(at),
            Optional.empty());
    if (found.unreadable().isPresent()) {
      var cause = new LostCause.CredentialUnreadable(found.unreadable().get());
      return agenda.proceed(new Lost(memory, cause, at, Duty.now(at), Optional.empty()), when);
    }
    if (found.enrolmentUnderWay() && memory.usable().isPresent()) {
      return agenda.connecting(memory, memory.usable().get(), when);
    }
    if (found.proven().isPresent()) {
      if (!found.documentMissing()) {
        return agenda.connected(memory, found.proven().get(), when);
      }
      var upkeep = Upkeep.beginning(found.proven().get(), policy, at);
      var connected = new Connected(memory, upkeep, Optional.empty());
      return agenda.reconnect(Agenda.rested(connected, when), false, when);
    }
    if (found.unproven()) {
      return agenda.proceed(
          new Connecting(memory, Optional.empty(), Duty.now(at), Optional.empty()), when);
    }
    var wasStored = !memory.tokens().spent().isEmpty();
    if (wasStored && memory.eligible().isEmpty()) {
      return agenda.lost(
          memory, new LostCause.CredentialGone("no credential is stored any more"), when);
    }
    return memory
        .usable()
        .map(configuration -> agenda.connecting(memory, configuration, when))
        .orElseGet(() -> agenda.unconfigured(memory, when));
  }

  /** What follows from {@code event} in {@code state}. */
  public Transition decide(ConnectionState state, ConnectionEvent event) {
    return switch (state) {
      case Unconfigured s -> unconfigured.decide(s, event);
      case Connecting s -> connecting.decide(s, event);
      case Connected s -> operating.decide(s, event);
      case Synchronized s ->
          operating.decide(
              new Connected(s.memory(), s.upkeep(), Optional.of(new SyncVerdict.Succeeded())),
              event);
      case Lost s -> lost.decide(s, event);
    };
  }
}
