package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CONFIGURATION;
import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.INCOMPLETE;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.MISSING;
import static dev.runtimeagent.domain.connection.Samples.NEW_TOKEN;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.SPENT;
import static dev.runtimeagent.domain.connection.Samples.UNREADABLE;
import static dev.runtimeagent.domain.connection.Samples.USABLE;
import static dev.runtimeagent.domain.connection.Samples.WITH_NEW_TOKEN;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.begun;
import static dev.runtimeagent.domain.connection.Samples.findings;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static dev.runtimeagent.domain.connection.Samples.refusedTwice;
import static dev.runtimeagent.domain.connection.Samples.seenAnew;
import static dev.runtimeagent.domain.connection.Samples.silent;
import static dev.runtimeagent.domain.connection.Samples.synchronised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.CompassSilent;
import dev.runtimeagent.domain.connection.ConnectionEvent.ConfigurationSeen;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialRefused;
import dev.runtimeagent.domain.connection.ConnectionEvent.DocumentMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.FlagsRaised;
import dev.runtimeagent.domain.connection.ConnectionEvent.SyncEnded;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import dev.runtimeagent.domain.connection.ConnectionState.Synchronized;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows while connected or synchronized, but for upkeep and drift. */
class OperatingMovesTest {
  @Test
  void isSynchronizedAfterAFullSuccessAndConnectedAfterAFailure() {
    assertThat(synchronised()).isInstanceOf(Synchronized.class);
    assertThat(
            after(
                synchronised(), new SyncEnded(new SyncVerdict.NotAllApplied("one failed"), noon())))
        .isInstanceOf(Connected.class);
  }

  @Test
  void ignoresTheWholeConfiguration() {
    for (var reading : List.of(MISSING, INCOMPLETE, UNREADABLE, NEW_TOKEN)) {
      var decided = MACHINE.decide(synchronised(), new ConfigurationSeen(reading, noon()));
      assertThat(decided.state()).isInstanceOf(Synchronized.class);
      assertThat(decided.effects()).allMatch(Effect.WakeAt.class::isInstance);
    }
  }

  @Test
  void takesIdsThatWereCorrectedWhileItDidNotRun() {
    var begun = MACHINE.begin(findings(USABLE, SPENT, Optional.of(unbound("runtime-0"))), noon());
    assertThat(begun.effects()).first().isEqualTo(new Effect.AdoptIdentity(CONFIGURATION));
  }

  @Test
  void takesCorrectedIdsUntilTheFirstSynchronizationSucceeded() {
    var state =
        after(
            begun(findings(MISSING, SPENT, Optional.of(unbound("runtime-0")))),
            new SyncEnded(new SyncVerdict.WrongRuntime("runtime-1"), noon()));
    var decided = MACHINE.decide(state, new ConfigurationSeen(USABLE, noon()));
    assertThat(decided.effects())
        .containsExactly(
            new Effect.AdoptIdentity(CONFIGURATION),
            new Effect.Synchronize(true, Optional.empty()));
  }

  @Test
  void believesARefusalOnlyAfterThreeOverHalfAMinute() {
    var twice = refusedTwice();
    assertThat(after(twice, new CredentialRefused("refused", later(Duration.ofSeconds(29)))))
        .isInstanceOf(Connected.class);
    assertThat(after(twice, new CredentialRefused("refused", later(Duration.ofSeconds(30)))))
        .isInstanceOf(Lost.class);
  }

  @Test
  void countsRefusalsOffByAnySuccess() {
    var state =
        after(
            refusedTwice(),
            new SyncEnded(new SyncVerdict.Succeeded(), later(Duration.ofSeconds(20))),
            new CredentialRefused("refused", later(Duration.ofSeconds(40))));
    assertThat(state).isInstanceOf(Connected.class);
  }

  @Test
  void isLostWhenCompassIsSilentForTooLong() {
    var state =
        after(
            silent(),
            new CompassSilent("nobody answers", Optional.empty(), later(Duration.ofMinutes(14))));
    assertThat(state).isInstanceOf(Connected.class);
    assertThat(
            after(
                state,
                new CompassSilent(
                    "nobody answers", Optional.empty(), later(Duration.ofMinutes(15)))))
        .isInstanceOfSatisfying(
            Lost.class,
            lost -> assertThat(lost.cause()).isInstanceOf(LostCause.CompassSilent.class));
  }

  @Test
  void actsOnFlagsAtOnceAndOnlyOnce() {
    var decided = MACHINE.decide(synchronised(), new FlagsRaised(true, false, noon()));
    assertThat(decided.effects())
        .containsExactly(new Effect.ClearFlags(), new Effect.Synchronize(false, Optional.empty()));
    var failed = new SyncVerdict.FetchFailed("500", false, false, Optional.empty());
    assertThat(MACHINE.decide(decided.state(), new SyncEnded(failed, noon())).effects())
        .noneMatch(Effect.Synchronize.class::isInstance);
  }

  @Test
  void synchronizesOnceMoreWhenAskedDuringASynchronization() {
    var syncing = begun(findings(USABLE, SPENT, Optional.of(CREDENTIAL)));
    var decided =
        MACHINE.decide(
            after(syncing, new FlagsRaised(true, false, noon())),
            new SyncEnded(new SyncVerdict.Succeeded(), noon()));
    assertThat(decided.effects()).containsExactly(new Effect.Synchronize(false, Optional.empty()));
  }

  @Test
  void reconnectsWhenTheDocumentIsDeletedAndATokenIsEligible() {
    var decided =
        MACHINE.decide(after(synchronised(), seenAnew()), new DocumentMissing(true, noon()));
    assertThat(decided.effects())
        .containsExactly(new Effect.ForgiveTokens(), new Effect.Enrol(WITH_NEW_TOKEN));
  }

  @Test
  void keepsTheCredentialAndSaysWhyWhenTheTokenIsSpent() {
    var decided = MACHINE.decide(synchronised(), new DocumentMissing(true, noon()));
    assertThat(decided.state()).isInstanceOf(Synchronized.class);
    assertThat(decided.state().memory().note()).isPresent();
  }

  @Test
  void saysNothingOfADocumentThatMayNeverHaveBeenWritten() {
    var state =
        after(
            begun(findings(USABLE, SPENT, Optional.of(unbound("runtime-1")))),
            new DocumentMissing(false, noon()),
            new SyncEnded(new SyncVerdict.Succeeded(), noon()));

    assertThat(state).isInstanceOf(Synchronized.class);
    assertThat(state.memory().note()).isEmpty();
  }

  @Test
  void reconnectsBehindWhatIsUnderWay() {
    var syncing = begun(findings(NEW_TOKEN, SPENT, Optional.of(CREDENTIAL)));
    var asked = MACHINE.decide(syncing, new DocumentMissing(true, noon()));
    assertThat(asked.effects()).containsExactly(new Effect.ForgiveTokens());
    assertThat(
            MACHINE
                .decide(asked.state(), new SyncEnded(new SyncVerdict.Succeeded(), noon()))
                .effects())
        .containsExactly(new Effect.Enrol(WITH_NEW_TOKEN));
  }

  @Test
  void saysWhyItDoesNotReconnectWhereTheDocumentWasThere() {
    var syncing = begun(findings(USABLE, SPENT, Optional.of(unbound("runtime-1"))));
    var failed = new SyncVerdict.FetchFailed("500", false, false, Optional.empty());

    var state = after(syncing, new SyncEnded(failed, noon()), new DocumentMissing(true, noon()));

    assertThat(state.memory().note().orElseThrow())
        .startsWith("not reconnected: the token was already used");
  }

  @Test
  void saysWhyItDoesNotReconnectWhenTheTokenIsGoneByTheTimeItCould() {
    var syncing = begun(findings(USABLE, SPENT, Optional.of(unbound("runtime-1"))));
    var waiting =
        after(
            syncing,
            seenAnew(),
            new DocumentMissing(true, noon()),
            new ConfigurationSeen(MISSING, noon()));
    var failed = new SyncVerdict.FetchFailed("500", false, false, Optional.empty());

    var ended = MACHINE.decide(waiting, new SyncEnded(failed, noon()));

    assertThat(ended.state().memory().note()).contains("not reconnected: there is no the Secret");
  }

  private static CredentialSummary unbound(String runtimeId) {
    return new CredentialSummary(
        "one",
        runtimeId,
        Optional.of("tenant-1"),
        false,
        NOON,
        CREDENTIAL.notAfter(),
        CREDENTIAL.renewalDue());
  }
}
