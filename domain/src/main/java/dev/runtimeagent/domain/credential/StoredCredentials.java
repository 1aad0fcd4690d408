package dev.runtimeagent.domain.credential;

import dev.runtimeagent.domain.connection.TokenHash;
import dev.runtimeagent.domain.connection.TokenLedger;
import dev.runtimeagent.domain.plan.LossRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is durable about a connection: up to three generations, the tokens that were spent for
 * them, and the account of losses.
 *
 * @param next issued but not yet proven
 * @param current proven
 * @param previous the former current one, kept for 24 h after a rotation
 * @param previousSince when {@code previous} became that
 * @param foreign a well-formed key and certificate that carry none of our marks, or no longer fit
 *     them: another agent's, to be taken over (design, 4)
 */
public record StoredCredentials(
    Optional<Generation> next,
    Optional<Generation> current,
    Optional<Generation> previous,
    Optional<Instant> previousSince,
    Optional<ClientCredential> foreign,
    List<TokenLedger.Spent> spentTokens,
    LossRecord losses) {

  public static final StoredCredentials NONE =
      new StoredCredentials(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          LossRecord.NONE);

  public StoredCredentials {
    spentTokens = List.copyOf(spentTokens);
  }

  /** The generations in the order in which they are tried at start (design, 4). */
  public List<Generation> inOrder() {
    return Stream.of(next, current, previous).flatMap(Optional::stream).toList();
  }

  public boolean holdsCredential() {
    return !inOrder().isEmpty() || foreign.isPresent();
  }

  /** With a token that was spent. */
  public StoredCredentials spending(TokenHash token, Instant at) {
    var ledger = new TokenLedger(spentTokens, List.of()).spend(token, at);
    return new StoredCredentials(
        next, current, previous, previousSince, foreign, ledger.spent(), losses);
  }

  public StoredCredentials withLosses(LossRecord newer) {
    return new StoredCredentials(
        next, current, previous, previousSince, foreign, spentTokens, newer);
  }
}
