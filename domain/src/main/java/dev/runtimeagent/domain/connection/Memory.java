package dev.runtimeagent.domain.connection;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered in every state.
 *
 * @param configurationSince when the configuration was first seen to say what it says
 * @param credentialStored whether there is a credential to probe, working or not
 * @param contest whether another agent works on the Runtime too
 * @param note why a wish of the operator was not met; until the next change of the configuration,
 *     or until it is met
 */
public record Memory(
    ConfigurationReading configuration,
    Instant configurationSince,
    TokenLedger tokens,
    boolean credentialStored,
    Contest contest,
    Optional<String> note) {

  Memory seeing(ConfigurationReading reading, Instant at) {
    return reading.equals(configuration)
        ? this
        : new Memory(reading, at, tokens, credentialStored, contest, Optional.empty());
  }

  Memory with(TokenLedger newer) {
    return new Memory(configuration, configurationSince, newer, credentialStored, contest, note);
  }

  Memory forgiving() {
    return with(tokens.forgiving());
  }

  Memory holdingCredential(boolean stored) {
    return new Memory(configuration, configurationSince, tokens, stored, contest, note);
  }

  /** Notes why the operator's wish to connect anew was not met. */
  Memory notReconnected(String reason) {
    return noting(Optional.of("not reconnected: " + reason));
  }

  Memory reconnected() {
    return noting(Optional.empty());
  }

  private Memory noting(Optional<String> newer) {
    return new Memory(configuration, configurationSince, tokens, credentialStored, contest, newer);
  }

  Memory seeingOtherAgent(Instant at) {
    return new Memory(
        configuration, configurationSince, tokens, credentialStored, contest.seeing(at), note);
  }

  Optional<ConnectionConfiguration> usable() {
    return configuration instanceof ConfigurationReading.Usable(var usable)
        ? Optional.of(usable)
        : Optional.empty();
  }

  /** The configuration, if its token may be tried in place of a stored credential. */
  Optional<ConnectionConfiguration> eligible() {
    return usable().filter(tokens::eligible);
  }
}
