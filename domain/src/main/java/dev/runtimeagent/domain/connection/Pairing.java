package dev.runtimeagent.domain.connection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The exchange of a token.
 *
 * @param inHand whether it was exchanged for the token of the next request, as far as is known
 * @param unsent attempts in a row in which nothing was sent
 * @param refused attempts in which the token, or the one in hand, was sent in vain
 * @param firstRefused when that began
 * @param due when to try (again); absent when trying again is of no use
 * @param problem of the last attempt, empty before
 */
public record Pairing(
    ConnectionConfiguration configuration,
    boolean inHand,
    int unsent,
    int refused,
    Optional<Instant> firstRefused,
    Optional<Instant> due,
    String problem) {

  /** The first attempt: at once, or when a token that was refused before may be tried again. */
  static Pairing with(ConnectionConfiguration configuration, TokenLedger tokens, Instant at) {
    var refusal = tokens.refusal(configuration);
    var spent = tokens.spentAt(configuration.tokenHash());
    return new Pairing(
        configuration,
        false,
        0,
        refusal.map(TokenLedger.Refused::times).orElse(0),
        refusal.map(TokenLedger.Refused::first),
        spent.isPresent()
            ? Optional.empty()
            : Optional.of(refusal.map(r -> notBefore(at, afterRefusal(r))).orElse(at)),
        spent
            .map(when ->
                "the token was already used at "
                    + when.truncatedTo(ChronoUnit.SECONDS)
                    + ": put a new one")
            .or(() -> refusal.map(r -> "the token was refused before: put a new one"))
            .orElse(""));
  }

  Pairing failed(TokenFate fate, String detail, Moment when) {
    var at = when.at();
    return switch (fate) {
      case NOTHING_SENT, STILL_IN_HAND ->
          new Pairing(
              configuration,
              inHand || fate == TokenFate.STILL_IN_HAND,
              unsent + 1,
              refused,
              firstRefused,
              Optional.of(at.plus(Backoff.afterUnsent(unsent + 1, when.chance()))),
              detail);
      case WITH_ANOTHER ->
          new Pairing(
              configuration,
              inHand,
              unsent,
              refused,
              firstRefused,
              Optional.of(at.plus(Backoff.WHILE_WITH_ANOTHER)),
              detail);
      case REFUSED, UNKNOWN, IN_HAND -> {
        var first = firstRefused.orElse(at);
        yield new Pairing(
            configuration,
            fate == TokenFate.IN_HAND || (fate == TokenFate.UNKNOWN && inHand),
            0,
            refused + 1,
            Optional.of(first),
            Optional.of(at.plus(Backoff.afterRefusal(refused + 1, first, at))),
            detail);
      }
      case SPENT ->
          new Pairing(configuration, false, 0, refused, firstRefused, Optional.empty(), detail);
    };
  }

  Pairing hurried(Instant at) {
    return new Pairing(
        configuration, inHand, unsent, refused, firstRefused, due.map(_ -> at), problem);
  }

  private static Instant afterRefusal(TokenLedger.Refused refusal) {
    return refusal
        .last()
        .plus(Backoff.afterRefusal(refusal.times(), refusal.first(), refusal.last()));
  }

  private static Instant notBefore(Instant at, Instant wanted) {
    return wanted.isBefore(at) ? at : wanted;
  }
}
