package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CONFIGURATION;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.SPENT;
import static dev.runtimeagent.domain.connection.Samples.USABLE;
import static dev.runtimeagent.domain.connection.Samples.begun;
import static dev.runtimeagent.domain.connection.Samples.configured;
import static dev.runtimeagent.domain.connection.Samples.credential;
import static dev.runtimeagent.domain.connection.Samples.findings;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a life begins with, by what an earlier one left. */
class BeginningTest {
  @Test
  void aListingProvesTheCredentialBeforeItIsRenewed() {
    var overdue = credential("old", NOON.minus(Duration.ofDays(70)));

    assertThat(MACHINE.begin(findings(USABLE, SPENT, Optional.of(overdue)), noon()).effects())
        .containsExactly(new Effect.Synchronize(false, Optional.empty()));
  }

  @Test
  void aTokenThatWasRefusedWaitsForItsTurnUnlessTheDocumentWasDeleted() {
    var refused = TokenLedger.EMPTY.refuse(CONFIGURATION, NOON);

    assertThat(MACHINE.begin(withoutCredential(refused, false), noon()).effects())
        .containsExactly(new Effect.WakeAt(NOON.plusSeconds(15)));
    assertThat(MACHINE.begin(withoutCredential(refused, true), noon()).effects())
        .containsExactly(new Effect.Enrol(CONFIGURATION));
  }

  @Test
  void aCredentialThatIsGoneIsMissedUnlessThereIsANewToken() {
    var newToken = new ConfigurationReading.Usable(configured("token-2", "runtime-1"));

    assertThat(begun(findings(USABLE, SPENT, Optional.empty())))
        .isInstanceOfSatisfying(
            Lost.class,
            lost -> assertThat(lost.cause()).isInstanceOf(LostCause.CredentialGone.class));
    assertThat(begun(findings(newToken, SPENT, Optional.empty()))).isInstanceOf(Connecting.class);
  }

  private static Findings withoutCredential(TokenLedger tokens, boolean documentMissing) {
    return new Findings(
        USABLE, tokens, Optional.empty(), false, Optional.empty(), false, documentMissing);
  }
}
