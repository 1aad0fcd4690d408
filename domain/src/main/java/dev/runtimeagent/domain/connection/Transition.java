package dev.runtimeagent.domain.connection;

import java.util.List;

/** A decision: the state from now on, and what to do, in that order. */
public record Transition(ConnectionState state, List<Effect> effects) {
  public Transition {
    effects = List.copyOf(effects);
  }
}
