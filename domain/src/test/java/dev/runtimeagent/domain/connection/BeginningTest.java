package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CONFIGURATION;
import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.NEW_TOKEN;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.SPENT;
import static dev.runtimeagent.domain.connection.Samples.USABLE;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.begun;
import static dev.runtimeagent.domain.connection.Samples.credential;
import static dev.runtimeagent.domain.connection.Samples.findings;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static dev.runtimeagent.domain.connection.Samples.unconfigured;
import static dev.runtimeagent.domain.connection.Samples.upkeep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.SyncEnded;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import dev.runtimeagent.domain.connection.ConnectionState.Unconfigured;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a life begins with, by what an earlier one left. */
class BeginningTest {
  @Test
  void waitsWithoutCredentialAndConfiguration() {
    assertThat(unconfigured()).isInstanceOf(Unconfigured.class);
  }

  @Test
  void pairsWithAUsableConfiguration() {
    var start = MACHINE.begin(findings(USABLE, TokenLedger.EMPTY, Optional.empty()), noon());
    assertThat(start.state()).isInstanceOf(Connecting.class);
    assertThat(start.effects()).containsExactly(new Effect.Enrol(CONFIGURATION));
  }

  @Test
  void synchronizesWithAStoredCredentialWithoutAnyCallToTheConnector() {
    var start = MACHINE.begin(findings(USABLE, TokenLedger.EMPTY, Optional.of(CREDENTIAL)), noon());
    assertThat(start.state()).isInstanceOf(Connected.class);
    assertThat(start.effects()).containsExactly(new Effect.Synchronize(false, Optional.empty()));
  }

  @Test
  void spendsNothingWhileItCannotBeSaidWhatIsStored() {
    var found =
        new Findings(
            USABLE,
            TokenLedger.EMPTY,
            Optional.empty(),
            false,
            Optional.of("permission denied"),
            false,
            false);
    var start = MACHINE.begin(found, noon());
    assertThat(start.state())
        .isInstanceOfSatisfying(
            Lost.class,
            lost -> assertThat(lost.cause()).isInstanceOf(LostCause.CredentialUnreadable.class));
    assertThat(start.effects()).doesNotContain(new Effect.Enrol(CONFIGURATION));
  }

  @Test
  void reconnectsWhenTheDocumentWasDeletedAndATokenIsEligible() {
    assertThat(MACHINE.begin(withoutDocument(TokenLedger.EMPTY), noon()).effects())
        .containsExactly(new Effect.Enrol(CONFIGURATION));
  }

  @Test
  void keepsTheCredentialWhenTheDocumentWasDeletedAndTheTokenIsSpent() {
    var start = MACHINE.begin(withoutDocument(SPENT), noon());
    assertThat(start.state()).isInstanceOf(Connected.class);
    assertThat(start.state().memory().note())
        .hasValueSatisfying(
            note -> assertThat(note).contains("already used").contains("put a new one"));
  }

  @Test
  void tellsTimesToTheSecond() {
    var spent = TokenLedger.EMPTY.spend(CONFIGURATION.tokenHash(), NOON.plusNanos(7));
    assertThat(MACHINE.begin(withoutDocument(spent), noon()).state().memory().note())
        .hasValueSatisfying(note -> assertThat(note).contains("used at " + NOON + ";"));
  }

  @Test
  void goesOnWithTheJournal() {
    var found = new Findings(USABLE, SPENT, Optional.empty(), false, Optional.empty(), true, false);
    assertThat(MACHINE.begin(found, noon()).state()).isInstanceOf(Connecting.class);
  }

  @Test
  void renewsEarlyAfterALongSleepButNotWithAllOthersThatStart() {
    var old = credential("old", NOON.minus(Duration.ofDays(10)));
    var start = begun(findings(USABLE, SPENT, Optional.of(old)));
    var synced = after(start, new SyncEnded(new SyncVerdict.Succeeded(), noon()));
    assertThat(upkeep(synced).duties().renewal().due())
        .isAfter(NOON)
        .isBefore(NOON.plus(Duration.ofMinutes(5)));
  }

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
    assertThat(begun(findings(USABLE, SPENT, Optional.empty())))
        .isInstanceOfSatisfying(
            Lost.class,
            lost -> assertThat(lost.cause()).isInstanceOf(LostCause.CredentialGone.class));
    assertThat(begun(findings(NEW_TOKEN, SPENT, Optional.empty()))).isInstanceOf(Connecting.class);
  }

  private static Findings withoutCredential(TokenLedger tokens, boolean documentMissing) {
    return new Findings(
        USABLE, tokens, Optional.empty(), false, Optional.empty(), false, documentMissing);
  }

  private static Findings withoutDocument(TokenLedger tokens) {
    return new Findings(
        USABLE, tokens, Optional.of(CREDENTIAL), false, Optional.empty(), false, true);
  }
}
