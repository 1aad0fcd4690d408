package dev.runtimeagent.domain.connection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The exchange of a token.
 *
 * @param inHand whether it was exchanged for the token of the next request, as far as is known, or
 *     may have been by another agent that is gone
 * @param unsent attempts in a row in which nothing was sent
 * @param refused attempts in which the token, or the one in hand, was sent in vain
 * @param firstRefused when that began
 * @param next when to try (again); absent when trying again is of no use
 * @param problem of the last attempt, empty before
 */
public record Pairing(
    ConnectionConfiguration configuration,
    boolean inHand,
    int unsent,
    int refused,
    Optional<Instant> firstRefused,
    Optional<Appointment> next,
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
            : Optional.of(refusal.map(Pairing::afterRefusal).orElseGet(() -> Appointment.now(at))),
        spent
            .map(when ->
                "the token was already used at "
                    + when.truncatedTo(ChronoUnit.SECONDS)
                    + ": put a new one")
            .or(() -> refusal.map(r -> "the token was refused before: put a new one"))
            .orElse(""));
  }

  Pairing failed(ConnectionEvent.EnrolmentStopped stopped) {
    var when = stopped.when();
    var fate = stopped.fate();
    var detail = stopped.detail();
    return switch (fate) {
      case NOTHING_SENT, STILL_IN_HAND ->
          new Pairing(
              configuration,
              inHand || fate == TokenFate.STILL_IN_HAND,
              unsent + 1,
              refused,
              firstRefused,
              Optional.of(
                  Appointment.in(Backoff.afterUnsent(unsent + 1, when.chance()), when.at())),
              detail);
      case WITH_ANOTHER ->
          new Pairing(
              configuration,
              true,
              unsent,
              refused,
              firstRefused,
              Optional.of(Appointment.in(Backoff.WHILE_WITH_ANOTHER, when.at())),
              detail);
      case REFUSED, UNKNOWN, IN_HAND -> {
        var first = firstRefused.orElse(when.at());
        yield new Pairing(
            configuration,
            fate == TokenFate.IN_HAND || (fate == TokenFate.UNKNOWN && inHand),
            0,
            refused + 1,
            Optional.of(first),
            Optional.of(Backoff.afterSent(refused + 1, first, stopped.retryAfter(), when)),
            detail);
      }
      case SPENT ->
          new Pairing(configuration, false, 0, refused, firstRefused, Optional.empty(), detail);
    };
  }

  Pairing hurried(Instant at) {
    return new Pairing(
        configuration,
        inHand,
        unsent,
        refused,
        firstRefused,
        next.map(_ -> Appointment.now(at)),
        problem);
  }

  private static Appointment afterRefusal(TokenLedger.Refused refusal) {
    var last = refusal.last();
    return Appointment.in(Backoff.afterRefusal(refusal.times(), refusal.first(), last), last);
  }
}
