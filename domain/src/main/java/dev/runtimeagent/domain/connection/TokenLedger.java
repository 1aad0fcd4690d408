package dev.runtimeagent.domain.connection;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of one-time tokens that were tried: which are spent, and which were refused, by
 * which Connector. A token is eligible when neither applies (design, 3).
 */
public record TokenLedger(List<Spent> spent, List<Refused> refused) {
  /** Older entries are forgotten: a token lives for an hour (P 1.5), a list must not for ever. */
  private static final int REMEMBERED = 20;

  public static final TokenLedger EMPTY = new TokenLedger(List.of(), List.of());

  /** A token that was exchanged, or whose exchange cannot be repeated. */
  public record Spent(TokenHash token, Instant at) {}

  /** A token that a Connector refused {@code times} times in a row. */
  public record Refused(
      TokenHash token, URI connectorUrl, int times, Instant first, Instant last) {}

  public TokenLedger {
    spent = newest(spent);
    refused = newest(refused);
  }

  public boolean eligible(ConnectionConfiguration configuration) {
    return spentAt(configuration.tokenHash()).isEmpty() && refusal(configuration).isEmpty();
  }

  public Optional<Instant> spentAt(TokenHash token) {
    return spent.stream().filter(s -> s.token().equals(token)).map(Spent::at).findFirst();
  }

  public Optional<Refused> refusal(ConnectionConfiguration configuration) {
    return refused.stream().filter(r -> concerns(r, configuration)).findFirst();
  }

  public TokenLedger spend(TokenHash token, Instant at) {
    var others = spent.stream().filter(s -> !s.token().equals(token));
    return new TokenLedger(
        Stream.concat(others, Stream.of(new Spent(token, at))).toList(),
        refused.stream().filter(r -> !r.token().equals(token)).toList());
  }

  public TokenLedger refuse(ConnectionConfiguration configuration, Instant at) {
    var before = refusal(configuration);
    var now =
        new Refused(
            configuration.tokenHash(),
            configuration.connectorUrl(),
            before.map(Refused::times).orElse(0) + 1,
            // If the clock was set to before the first one, they are spread from now on.
            before.map(Refused::first).filter(first -> !first.isAfter(at)).orElse(at),
            at);
    var others = refused.stream().filter(r -> !concerns(r, configuration));
    return new TokenLedger(spent, Stream.concat(others, Stream.of(now)).toList());
  }

  /** With what came of an attempt to exchange {@code configuration}'s token. */
  TokenLedger after(TokenFate fate, ConnectionConfiguration configuration, Instant at) {
    return switch (fate) {
      case NOTHING_SENT, WITH_ANOTHER, IN_HAND, STILL_IN_HAND -> this;
      case REFUSED, UNKNOWN -> refuse(configuration, at);
      case SPENT -> spend(configuration.tokenHash(), at);
    };
  }

  /** Forgets refusals, as the deletion of the connection document asks for. */
  public TokenLedger forgiving() {
    return new TokenLedger(spent, List.of());
  }

  private static boolean concerns(Refused refusal, ConnectionConfiguration configuration) {
    return refusal.token().equals(configuration.tokenHash())
        && refusal.connectorUrl().equals(configuration.connectorUrl());
  }

  private static <T> List<T> newest(List<T> entries) {
    return List.copyOf(entries.subList(Math.max(0, entries.size() - REMEMBERED), entries.size()));
  }
}
