package dev.runtimeagent.domain.connection;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a connection stands (design, 3). The moves are in {@link ConnectionMachine} and drawn in
 * {@code docs/state-machine.md}.
 */
public sealed interface ConnectionState {
  Memory memory();

  /** The name operators see. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** What is being done now. */
  Optional<Task> running();

  /** Whether somebody wishes to connect anew, which waits for what is being done now. */
  default boolean reconnectAwaited() {
    return switch (this) {
      case Connected(_, var upkeep, _) -> upkeep.wishes().reconnect();
      case Synchronized(_, var upkeep) -> upkeep.wishes().reconnect();
      case Unconfigured _, Connecting _, Lost _ -> false;
    };
  }

  /**
   * No stored credential and no usable configuration.
   *
   * @param probe of a credential that somebody may put into the store
   */
  record Unconfigured(Memory memory, Duty probe, Optional<Task> running)
      implements ConnectionState {}

  /**
   * Exchanging the token, waiting for the next attempt, or proving what came of it.
   *
   * @param pairing absent once a certificate was issued that is not proven yet
   * @param probe of stored credentials; counts even while none is stored
   */
  record Connecting(Memory memory, Optional<Pairing> pairing, Duty probe, Optional<Task> running)
      implements ConnectionState {}

  /**
   * The credential was proven, now or in an earlier life; the Runtime is not known to equal the
   * last plan, or maintenance fails.
   *
   * @param last how the last synchronization ended, absent before the first
   */
  record Connected(Memory memory, Upkeep upkeep, Optional<SyncVerdict> last)
      implements ConnectionState {
    @Override
    public Optional<Task> running() {
      return upkeep.running();
    }

    /**
     * How the last synchronization ended, or, if it had come to know the Runtime, what is wrong
     * with that since.
     */
    public Optional<SyncVerdict> verdict() {
      return upkeep
          .drift()
          .problem()
          .filter(_ -> last.filter(SyncVerdict::compared).isPresent())
          .<SyncVerdict>map(SyncVerdict.NotAllApplied::new)
          .or(() -> last);
    }
  }

  /** The Runtime equals the last complete plan. */
  record Synchronized(Memory memory, Upkeep upkeep) implements ConnectionState {
    @Override
    public Optional<Task> running() {
      return upkeep.running();
    }
  }

  /** A credential is stored, or was, and does not work. */
  record Lost(Memory memory, LostCause cause, Instant since, Duty probe, Optional<Task> running)
      implements ConnectionState {}
}
