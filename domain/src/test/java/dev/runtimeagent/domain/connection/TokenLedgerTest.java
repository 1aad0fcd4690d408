package dev.runtimeagent.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.SecretText;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenLedgerTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ConnectionConfiguration CONFIGURATION = with("https://a.test/c", "one");

  private static ConnectionConfiguration with(String url, String token) {
    return new ConnectionConfiguration(URI.create(url), SecretText.of(token), "runtime", "tenant");
  }

  @Test
  void anUnknownTokenIsEligible() {
    assertThat(TokenLedger.EMPTY.eligible(CONFIGURATION)).isTrue();
  }

  @Test
  void aSpentTokenIsEligibleNowhere() {
    var ledger = TokenLedger.EMPTY.spend(CONFIGURATION.tokenHash(), NOON);

    assertThat(ledger.eligible(CONFIGURATION)).isFalse();
    assertThat(ledger.eligible(with("https://b.test/c", "one"))).isFalse();
    assertThat(ledger.eligible(with("https://a.test/c", "two"))).isTrue();
    assertThat(ledger.spentAt(CONFIGURATION.tokenHash())).contains(NOON);
  }

  @Test
  void aRefusedTokenIsEligibleAtAnotherConnector() {
    var ledger = TokenLedger.EMPTY.refuse(CONFIGURATION, NOON);

    assertThat(ledger.eligible(CONFIGURATION)).isFalse();
    assertThat(ledger.eligible(with("https://b.test/c", "one"))).isTrue();
  }

  @Test
  void refusalsOfOneTokenAreCounted() {
    var ledger =
        TokenLedger.EMPTY.refuse(CONFIGURATION, NOON).refuse(CONFIGURATION, NOON.plusSeconds(15));

    var refusal = ledger.refusal(CONFIGURATION).orElseThrow();
    assertThat(refusal.times()).isEqualTo(2);
    assertThat(refusal.first()).isEqualTo(NOON);
    assertThat(refusal.last()).isEqualTo(NOON.plusSeconds(15));
  }

  @Test
  void refusalsAreSpreadFromNowOnWhereTheClockWasSetBack() {
    var ledger =
        TokenLedger.EMPTY.refuse(CONFIGURATION, NOON).refuse(CONFIGURATION, NOON.minusSeconds(15));

    assertThat(ledger.refusal(CONFIGURATION).orElseThrow().first())
        .isEqualTo(NOON.minusSeconds(15));
  }

  @Test
  void forgivingForgetsRefusalsAndNothingElse() {
    var spent = with("https://a.test/c", "two");
    var ledger =
        TokenLedger.EMPTY.refuse(CONFIGURATION, NOON).spend(spent.tokenHash(), NOON).forgiving();

    assertThat(ledger.eligible(CONFIGURATION)).isTrue();
    assertThat(ledger.eligible(spent)).isFalse();
  }

  @Test
  void aSpentTokenIsNoLongerRefused() {
    var ledger =
        TokenLedger.EMPTY.refuse(CONFIGURATION, NOON).spend(CONFIGURATION.tokenHash(), NOON);

    assertThat(ledger.refused()).isEmpty();
  }

  @Test
  void spendingOneTokenLeavesTheOthersAsTheyAre() {
    var other = Samples.configured("token-9", "runtime-1");
    var ledger =
        TokenLedger.EMPTY
            .spend(other.tokenHash(), Samples.NOON)
            .spend(Samples.CONFIGURATION.tokenHash(), Samples.NOON.plusSeconds(1));

    assertThat(ledger.spentAt(other.tokenHash())).contains(Samples.NOON);
    assertThat(ledger.spentAt(Samples.CONFIGURATION.tokenHash()))
        .contains(Samples.NOON.plusSeconds(1));
  }

  @Test
  void aTokenThatIsSpentAgainIsRememberedOnce() {
    var hash = Samples.CONFIGURATION.tokenHash();
    var ledger =
        TokenLedger.EMPTY.spend(hash, Samples.NOON).spend(hash, Samples.NOON.plusSeconds(1));

    assertThat(ledger.spent())
        .containsExactly(new TokenLedger.Spent(hash, Samples.NOON.plusSeconds(1)));
  }

  @Test
  void onlyTheNewestAreRemembered() {
    var ledger = TokenLedger.EMPTY;
    for (int i = 0; i < 100; i++) {
      ledger = ledger.refuse(with("https://a.test/c", "token-" + i), NOON.plusSeconds(i));
    }

    assertThat(ledger.refused()).hasSize(20);
    assertThat(ledger.eligible(with("https://a.test/c", "token-99"))).isFalse();
  }

  @Test
  void aHashSaysNothingOfTheToken() {
    assertThat(TokenLedger.EMPTY.refuse(with("https://a.test/c", "canary"), NOON).toString())
        .doesNotContain("canary");
  }
}
