package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CONFIGURATION;
import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.INCOMPLETE;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.MISSING;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.SPENT;
import static dev.runtimeagent.domain.connection.Samples.UNREADABLE;
import static dev.runtimeagent.domain.connection.Samples.USABLE;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.begun;
import static dev.runtimeagent.domain.connection.Samples.configured;
import static dev.runtimeagent.domain.connection.Samples.connected;
import static dev.runtimeagent.domain.connection.Samples.connecting;
import static dev.runtimeagent.domain.connection.Samples.connectingAgain;
import static dev.runtimeagent.domain.connection.Samples.credential;
import static dev.runtimeagent.domain.connection.Samples.exchanging;
import static dev.runtimeagent.domain.connection.Samples.findings;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.lost;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static dev.runtimeagent.domain.connection.Samples.refusedToken;
import static dev.runtimeagent.domain.connection.Samples.seenAnew;
import static dev.runtimeagent.domain.connection.Samples.silent;
import static dev.runtimeagent.domain.connection.Samples.synchronised;
import static dev.runtimeagent.domain.connection.Samples.unconfigured;
import static dev.runtimeagent.domain.connection.Samples.unproven;
import static dev.runtimeagent.domain.connection.Samples.upkeep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.CompassSilent;
import dev.runtimeagent.domain.connection.ConnectionEvent.ConfigurationSeen;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialIssued;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialProven;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialRefused;
import dev.runtimeagent.domain.connection.ConnectionEvent.DocumentMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.EnrolmentStopped;
import dev.runtimeagent.domain.connection.ConnectionEvent.FlagsRaised;
import dev.runtimeagent.domain.connection.ConnectionEvent.OtherAgentWrote;
import dev.runtimeagent.domain.connection.ConnectionEvent.RenewalFailed;
import dev.runtimeagent.domain.connection.ConnectionEvent.Renewed;
import dev.runtimeagent.domain.connection.ConnectionEvent.SyncEnded;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimeJumped;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import dev.runtimeagent.domain.connection.ConnectionState.Synchronized;
import dev.runtimeagent.domain.connection.ConnectionState.Unconfigured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConnectionMachineTest {
  private static final ConfigurationReading NEW_TOKEN =
      new ConfigurationReading.Usable(configured("token-2", "runtime-1"));

  private static Transition decide(ConnectionState state, ConnectionEvent event) {
    return MACHINE.decide(state, event);
  }

  @Nested
  class AtStart {
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
      var start =
          MACHINE.begin(findings(USABLE, TokenLedger.EMPTY, Optional.of(CREDENTIAL)), noon());
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
      var found =
          new Findings(
              USABLE,
              TokenLedger.EMPTY,
              Optional.of(CREDENTIAL),
              false,
              Optional.empty(),
              false,
              true);
      assertThat(MACHINE.begin(found, noon()).effects())
          .containsExactly(new Effect.Enrol(CONFIGURATION));
    }

    @Test
    void keepsTheCredentialWhenTheDocumentWasDeletedAndTheTokenIsSpent() {
      var found =
          new Findings(
              USABLE, SPENT, Optional.of(CREDENTIAL), false, Optional.empty(), false, true);
      var start = MACHINE.begin(found, noon());
      assertThat(start.state()).isInstanceOf(Connected.class);
      assertThat(start.state().memory().note())
          .hasValueSatisfying(
              note -> assertThat(note).contains("already used").contains("put a new one"));
    }

    @Test
    void tellsTimesToTheSecond() {
      var spent = TokenLedger.EMPTY.spend(CONFIGURATION.tokenHash(), NOON.plusNanos(7));
      var found =
          new Findings(
              USABLE, spent, Optional.of(CREDENTIAL), false, Optional.empty(), false, true);
      assertThat(MACHINE.begin(found, noon()).state().memory().note())
          .hasValueSatisfying(note -> assertThat(note).contains("used at " + NOON + ";"));
    }

    @Test
    void goesOnWithTheJournal() {
      var found =
          new Findings(USABLE, SPENT, Optional.empty(), false, Optional.empty(), true, false);
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
  }

  @Nested
  class WhenConnecting {
    @Test
    void retriesSoonWhenNothingWasSent() {
      var waiting =
          decide(connecting(), new EnrolmentStopped(TokenFate.NOTHING_SENT, "DNS", noon()));
      assertThat(waiting.effects()).containsExactly(new Effect.WakeAt(NOON.plusMillis(1500)));
    }

    @Test
    void looksEveryFiveSecondsWhetherAnotherAgentsExchangeHasEnded() {
      var state = connecting();
      for (int i = 0; i < 7; i++) {
        var at = later(Duration.ofSeconds(5L * i));
        var waiting =
            decide(state, new EnrolmentStopped(TokenFate.WITH_ANOTHER, "pod-0 began it", at));
        assertThat(waiting.effects())
            .containsExactly(new Effect.WakeAt(at.at().plus(Duration.ofSeconds(5))));
        state = after(waiting.state(), new TimePassed(later(Duration.ofSeconds(5L * i + 5))));
        assertThat(state.running()).contains(Task.ENROL);
      }
    }

    @Test
    void retriesARefusedTokenAfterFifteenSecondsAMinuteFiveMinutesAndHourlyAfterADay() {
      var state = connecting();
      var at = Duration.ZERO;
      var waits = new ArrayList<Duration>();
      for (int i = 0; i < 300; i++) {
        state = after(state, new EnrolmentStopped(TokenFate.REFUSED, "refused", later(at)));
        var due = ((Connecting) state).pairing().orElseThrow().due().orElseThrow();
        var wait = Duration.between(NOON.plus(at), due);
        waits.add(wait);
        at = at.plus(wait);
        state = after(state, new TimePassed(later(at)));
      }
      assertThat(waits.subList(0, 4))
          .containsExactly(
              Duration.ofSeconds(15),
              Duration.ofMinutes(1),
              Duration.ofMinutes(5),
              Duration.ofMinutes(5));
      assertThat(waits.getLast()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void neverSendsATokenAgainThatIsSpentForCertain() {
      var state = after(connecting(), new EnrolmentStopped(TokenFate.SPENT, "another key", noon()));
      assertThat(decide(state, new TimePassed(later(Duration.ofDays(2)))).effects())
          .doesNotContain(new Effect.Enrol(CONFIGURATION));
    }

    @Test
    void takesANewTokenAtOnceWhileWaiting() {
      var decided = decide(refusedToken(), seenAnew());
      assertThat(decided.effects())
          .containsExactly(new Effect.Enrol(configured("token-2", "runtime-1")));
    }

    @Test
    void abandonsWhatHasNotBeenSentWhenTheConfigurationChanges() {
      assertThat(decide(connecting(), seenAnew()).effects())
          .containsExactly(new Effect.AbandonEnrolment());
    }

    @Test
    void looksAtTheConfigurationAgainAfterTheExchange() {
      var state =
          after(
              connecting(),
              seenAnew(),
              new EnrolmentStopped(TokenFate.NOTHING_SENT, "abandoned", noon()));
      assertThat(((Connecting) state).pairing().orElseThrow().configuration().tokenHash())
          .isEqualTo(configured("token-2", "runtime-1").tokenHash());
      assertThat(state.running()).contains(Task.ENROL);
    }

    @Test
    void isUnconfiguredAgainWhenTheConfigurationGoesAway() {
      assertThat(after(refusedToken(), new ConfigurationSeen(MISSING, noon())))
          .isInstanceOf(Unconfigured.class);
      assertThat(after(refusedToken(), new ConfigurationSeen(INCOMPLETE, noon())))
          .isInstanceOf(Unconfigured.class);
    }

    @Test
    void concludesNothingFromAnUnreadableConfigurationAndSendsNothing() {
      var state = after(refusedToken(), new ConfigurationSeen(UNREADABLE, noon()));
      assertThat(state).isInstanceOf(Connecting.class);
      assertThat(decide(state, new TimePassed(later(Duration.ofHours(2)))).effects())
          .noneMatch(Effect.Enrol.class::isInstance);
    }

    @Test
    void provesAnIssuedCredentialBeforeAnythingElse() {
      assertThat(unproven().running()).contains(Task.PROBE);
      assertThat(after(unproven(), new CredentialProven(CREDENTIAL, noon())).running())
          .contains(Task.SYNCHRONIZE);
    }

    @Test
    void remembersTheTokenOfAnIssuedCredentialAsSpent() {
      assertThat(unproven().memory().tokens().spentAt(CONFIGURATION.tokenHash())).contains(NOON);
    }

    @Test
    void fallsBackToTheStoredCredentialWhenTheTokenIsRefused() {
      var state =
          after(connectingAgain(), new EnrolmentStopped(TokenFate.REFUSED, "refused", noon()));
      assertThat(state).isInstanceOf(Lost.class);
      assertThat(state.running()).contains(Task.PROBE);
      assertThat(after(state, new CredentialProven(CREDENTIAL, noon())))
          .isInstanceOf(Connected.class);
    }

    @Test
    void saysWhyItIsNotReconnectedUntilTheConfigurationChanges() {
      var state =
          after(
              connectingAgain(),
              new EnrolmentStopped(TokenFate.REFUSED, "refused", noon()),
              new CredentialProven(CREDENTIAL, noon()),
              new SyncEnded(new SyncVerdict.Succeeded(), noon()));
      assertThat(state.memory().note()).contains("not reconnected: refused");
      assertThat(after(state, new ConfigurationSeen(USABLE, noon())).memory().note()).isEmpty();
    }

    @Test
    void saysWhyItIsNotReconnectedWhereTheTokenWasNotEvenSent() {
      var state =
          after(
              connectingAgain(),
              new EnrolmentStopped(TokenFate.NOTHING_SENT, "DNS", noon()),
              new CredentialProven(CREDENTIAL, noon()));
      assertThat(state.memory().note()).contains("not reconnected: DNS");
    }

    @Test
    void saysSoNoLongerOnceItIsReconnected() {
      var state =
          after(
              connectingAgain(),
              new EnrolmentStopped(TokenFate.REFUSED, "refused", noon()),
              new DocumentMissing(noon()),
              new CredentialIssued(credential("two", NOON), noon()));
      assertThat(state.memory().note()).isEmpty();
    }

    @Test
    void probesTheStoredCredentialWhenCompassCannotBeReachedWithTheToken() {
      var state =
          after(connectingAgain(), new EnrolmentStopped(TokenFate.NOTHING_SENT, "DNS", noon()));
      assertThat(state).isInstanceOf(Connecting.class);
      assertThat(state.running()).contains(Task.PROBE);
    }

    @Test
    void keepsATokenInHandEvenWhenACredentialIsStored() {
      assertThat(
              after(connectingAgain(), new EnrolmentStopped(TokenFate.IN_HAND, "no URL", noon())))
          .isInstanceOf(Connecting.class);
    }

    @Test
    void looksEachMinuteWhetherSomebodyPutACredentialBack() {
      var looking = decide(refusedTwice(), new TimePassed(later(Duration.ofMinutes(1))));
      assertThat(looking.effects()).containsExactly(new Effect.Probe());

      var nothing = decide(looking.state(), new CredentialMissing(later(Duration.ofMinutes(1))));
      assertThat(nothing.effects()).containsExactly(new Effect.WakeAt(NOON.plusSeconds(75)));
      assertThat(nothing.state().memory().credentialStored()).isFalse();
      assertThat(
              after(
                  looking.state(), new CredentialProven(CREDENTIAL, later(Duration.ofMinutes(1)))))
          .isInstanceOf(Connected.class);
      assertThat(
              after(looking.state(), new CredentialRefused("refused", later(Duration.ofMinutes(1))))
                  .memory()
                  .credentialStored())
          .isTrue();
    }

    private ConnectionState refusedTwice() {
      return after(
          refusedToken(),
          new EnrolmentStopped(TokenFate.REFUSED, "refused", later(Duration.ofSeconds(15))));
    }

    @Test
    void takesCorrectedIdsWithoutPairingWhileACredentialWaitsForItsProof() {
      var corrected = configured("token-1", "runtime-2");
      var seen = new ConfigurationSeen(new ConfigurationReading.Usable(corrected), noon());
      var idle = after(unproven(), new CompassSilent("nobody answers", Optional.empty(), noon()));
      assertThat(decide(idle, seen).effects()).contains(new Effect.AdoptIdentity(corrected));
    }
  }

  @Nested
  class WithATokenInHandBesideACredentialThatWorks {
    @Test
    void goesOnWithItWhileSynchronizedUntilTheNewCredentialIsThere() {
      assertThat(exchanging()).isInstanceOf(Synchronized.class);
      assertThat(exchanging().running()).contains(Task.ENROL);
      assertThat(exchanging().memory().note()).contains("not reconnected: 404");

      var issued = after(exchanging(), new CredentialIssued(credential("two", NOON), noon()));

      assertThat(issued).isInstanceOf(Connecting.class);
      assertThat(issued.running()).contains(Task.PROBE);
      assertThat(issued.memory().note()).isEmpty();
      assertThat(issued.memory().tokens().spentAt(configured("token-2", "runtime-1").tokenHash()))
          .contains(NOON);
    }

    @Test
    void triesAgainAsPatientlyAsWithoutACredential() {
      var at = later(Duration.ofSeconds(2));
      var again = decide(exchanging(), new EnrolmentStopped(TokenFate.IN_HAND, "cut", at));
      assertThat(again.state()).isInstanceOf(Synchronized.class);
      assertThat(again.state().memory().note()).contains("not reconnected: cut");
      assertThat(again.effects()).containsExactly(new Effect.WakeAt(at.at().plusSeconds(15)));
      assertThat(decide(again.state(), new TimePassed(later(Duration.ofSeconds(17)))).effects())
          .containsExactly(new Effect.Enrol(configured("token-2", "runtime-1")));
    }

    @Test
    void givesUpWhenNothingIsInHandAnyMore() {
      for (var fate : List.of(TokenFate.REFUSED, TokenFate.SPENT)) {
        var stopped = after(exchanging(), new EnrolmentStopped(fate, "used up", noon()));
        assertThat(stopped).isInstanceOf(Synchronized.class);
        assertThat(stopped.memory().note()).contains("not reconnected: used up");
        assertThat(stopped.memory().eligible()).isEmpty();
        assertThat(after(stopped, new TimePassed(later(Duration.ofSeconds(50)))).running())
            .isNotEqualTo(Optional.of(Task.ENROL));
      }
    }

    @Test
    void hasNoneWhereNothingWasSent() {
      var state =
          after(
              connectingAgain(),
              new EnrolmentStopped(TokenFate.NOTHING_SENT, "DNS", noon()),
              new CredentialProven(CREDENTIAL, noon()),
              new SyncEnded(new SyncVerdict.Succeeded(), noon()),
              new TimePassed(later(Duration.ofSeconds(50))));
      assertThat(state.running()).isNotEqualTo(Optional.of(Task.ENROL));
    }
  }

  @Nested
  class WhenConnectedOrSynchronized {
    @Test
    void isSynchronizedAfterAFullSuccessAndConnectedAfterAFailure() {
      assertThat(synchronised()).isInstanceOf(Synchronized.class);
      assertThat(
              after(
                  synchronised(),
                  new SyncEnded(new SyncVerdict.NotAllApplied("one failed"), noon())))
          .isInstanceOf(Connected.class);
    }

    @Test
    void ignoresTheWholeConfiguration() {
      for (var reading : List.of(MISSING, INCOMPLETE, UNREADABLE, NEW_TOKEN)) {
        var decided = decide(synchronised(), new ConfigurationSeen(reading, noon()));
        assertThat(decided.state()).isInstanceOf(Synchronized.class);
        assertThat(decided.effects()).allMatch(Effect.WakeAt.class::isInstance);
      }
    }

    private final CredentialSummary unbound =
        new CredentialSummary(
            "one",
            "runtime-0",
            Optional.of("tenant-1"),
            false,
            NOON,
            CREDENTIAL.notAfter(),
            CREDENTIAL.renewalDue());

    @Test
    void takesIdsThatWereCorrectedWhileItDidNotRun() {
      var begun = MACHINE.begin(findings(USABLE, SPENT, Optional.of(unbound)), noon());
      assertThat(begun.effects()).first().isEqualTo(new Effect.AdoptIdentity(CONFIGURATION));
    }

    @Test
    void takesCorrectedIdsUntilTheFirstSynchronizationSucceeded() {
      var state =
          after(
              begun(findings(MISSING, SPENT, Optional.of(unbound))),
              new SyncEnded(new SyncVerdict.WrongRuntime("runtime-1"), noon()));
      var decided = decide(state, new ConfigurationSeen(USABLE, noon()));
      assertThat(decided.effects())
          .containsExactly(
              new Effect.AdoptIdentity(CONFIGURATION),
              new Effect.Synchronize(true, Optional.empty()));
    }

    @Test
    void believesARefusalOnlyAfterThreeOverHalfAMinute() {
      var twice = Samples.refusedTwice();
      assertThat(after(twice, new CredentialRefused("refused", later(Duration.ofSeconds(29)))))
          .isInstanceOf(Connected.class);
      assertThat(after(twice, new CredentialRefused("refused", later(Duration.ofSeconds(30)))))
          .isInstanceOf(Lost.class);
    }

    @Test
    void countsRefusalsOffByAnySuccess() {
      var state =
          after(
              Samples.refusedTwice(),
              new SyncEnded(new SyncVerdict.Succeeded(), later(Duration.ofSeconds(20))),
              new CredentialRefused("refused", later(Duration.ofSeconds(40))));
      assertThat(state).isInstanceOf(Connected.class);
    }

    @Test
    void asksTheConnectorAtOnceWhenTheDirectorDoesNotKnowTheCaller() {
      var doubtful = new SyncVerdict.FetchFailed("who?", true, false, Optional.empty());
      assertThat(decide(synchronised(), new SyncEnded(doubtful, noon())).effects())
          .containsExactly(new Effect.Check());
    }

    @Test
    void asksTheConnectorOnceInAFailingStreakOfTheDirector() {
      var failed = new SyncVerdict.FetchFailed("500", false, false, Optional.empty());
      var state = synchronised();
      var checks = 0;
      for (int i = 1; i < 10; i++) {
        var decided = decide(state, new SyncEnded(failed, later(Duration.ofSeconds(20L * i))));
        if (decided.effects().contains(new Effect.Check())) {
          checks++;
          decided =
              decide(
                  decided.state(),
                  new CredentialProven(CREDENTIAL, later(Duration.ofSeconds(20L * i))));
        }
        state = decided.state();
      }
      assertThat(checks).isEqualTo(1);
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
    void waitsLongerWhenCompassAsksForIt() {
      var limited =
          new SyncVerdict.FetchFailed("429", false, false, Optional.of(Duration.ofMinutes(7)));
      var state = after(synchronised(), new SyncEnded(limited, noon()));
      assertThat(upkeep(state).duties().sync().due())
          .isEqualTo(NOON.plus(Duration.ofMinutes(7)).plusSeconds(20));
    }

    @Test
    void actsOnFlagsAtOnceAndOnlyOnce() {
      var decided = decide(synchronised(), new FlagsRaised(true, false, noon()));
      assertThat(decided.effects())
          .containsExactly(
              new Effect.ClearFlags(), new Effect.Synchronize(false, Optional.empty()));
      var failed = new SyncVerdict.FetchFailed("500", false, false, Optional.empty());
      assertThat(decide(decided.state(), new SyncEnded(failed, noon())).effects())
          .noneMatch(Effect.Synchronize.class::isInstance);
    }

    @Test
    void synchronizesOnceMoreWhenAskedDuringASynchronization() {
      var syncing = begun(findings(USABLE, SPENT, Optional.of(CREDENTIAL)));
      var decided =
          decide(
              after(syncing, new FlagsRaised(true, false, noon())),
              new SyncEnded(new SyncVerdict.Succeeded(), noon()));
      assertThat(decided.effects())
          .containsExactly(new Effect.Synchronize(false, Optional.empty()));
    }

    @Test
    void renewsWhenTheTimeHasComeAndRetriesWithPatience() {
      var due = CREDENTIAL.renewalDue();
      var decided = decide(synchronised(), new TimePassed(Samples.at(due)));
      assertThat(decided.effects()).containsExactly(new Effect.Renew());
      var failed = after(decided.state(), new RenewalFailed("cut", false, Samples.at(due)));
      assertThat(upkeep(failed).duties().renewal().due()).isEqualTo(due.plusSeconds(60));
      assertThat(
              after(
                  failed,
                  new SyncEnded(new SyncVerdict.Succeeded(), Samples.at(due)),
                  new Renewed(credential("two", due), Samples.at(due))))
          .isInstanceOf(Synchronized.class);
    }

    @Test
    void renewsAfterATimeJumpIfMuchOfTheLifeIsUsed() {
      var decided = decide(synchronised(), new TimeJumped(later(Duration.ofDays(20))));
      assertThat(decided.effects()).containsExactly(new Effect.Renew());
      assertThat(decide(synchronised(), new TimeJumped(later(Duration.ofHours(2)))).effects())
          .containsExactly(new Effect.Synchronize(false, Optional.empty()));
    }

    @Test
    void looksAtEverythingAtOnceWhenTheClockWasSetBack() {
      assertThat(decide(synchronised(), new TimeJumped(later(Duration.ofHours(-3)))).effects())
          .containsExactly(new Effect.Check());
    }

    @Test
    void reconnectsWhenTheDocumentIsDeletedAndATokenIsEligible() {
      var decided = decide(after(synchronised(), seenAnew()), new DocumentMissing(noon()));
      assertThat(decided.effects())
          .containsExactly(
              new Effect.ForgiveTokens(), new Effect.Enrol(configured("token-2", "runtime-1")));
    }

    @Test
    void keepsTheCredentialAndSaysWhyWhenTheTokenIsSpent() {
      var decided = decide(synchronised(), new DocumentMissing(noon()));
      assertThat(decided.state()).isInstanceOf(Synchronized.class);
      assertThat(decided.state().memory().note()).isPresent();
    }

    @Test
    void renewsAtOnceWhereByAClockThatIsBehindItWouldBeTooLate() {
      var ahead = credential("two", NOON.plus(Duration.ofDays(16)));
      var begun = begun(findings(USABLE, SPENT, Optional.of(ahead)));
      assertThat(decide(begun, new SyncEnded(new SyncVerdict.Succeeded(), noon())).effects())
          .contains(new Effect.Renew());
    }

    @Test
    void renewsInTimeByAClockThatIsALittleBehind() {
      var ahead = credential("two", NOON.plus(Duration.ofDays(14)));
      var begun = begun(findings(USABLE, SPENT, Optional.of(ahead)));
      assertThat(decide(begun, new SyncEnded(new SyncVerdict.Succeeded(), noon())).effects())
          .doesNotContain(new Effect.Renew());
    }

    @Test
    void saysNothingOfADocumentThatMayNeverHaveBeenWritten() {
      var issued =
          new CredentialSummary(
              "one",
              "runtime-1",
              Optional.of("tenant-1"),
              false,
              NOON,
              CREDENTIAL.notAfter(),
              CREDENTIAL.renewalDue());

      var state =
          after(
              begun(findings(USABLE, SPENT, Optional.of(issued))),
              new DocumentMissing(noon()),
              new SyncEnded(new SyncVerdict.Succeeded(), noon()));

      assertThat(state).isInstanceOf(Synchronized.class);
      assertThat(state.memory().note()).isEmpty();
    }

    @Test
    void reconnectsBehindWhatIsUnderWay() {
      var syncing = begun(findings(NEW_TOKEN, SPENT, Optional.of(CREDENTIAL)));
      var asked = decide(syncing, new DocumentMissing(noon()));
      assertThat(asked.effects()).containsExactly(new Effect.ForgiveTokens());
      assertThat(
              decide(asked.state(), new SyncEnded(new SyncVerdict.Succeeded(), noon())).effects())
          .containsExactly(new Effect.Enrol(configured("token-2", "runtime-1")));
    }
  }

  @Nested
  class WhenLost {
    @Test
    void doesNotRenewBecauseItComesBack() {
      var old = credential("old", NOON.minus(Duration.ofDays(10)));
      assertThat(upkeep(after(lost(), new CredentialProven(old, noon()))).duties().renewal().due())
          .isEqualTo(old.renewalDue());
    }

    @Test
    void goesOnProbing() {
      assertThat(lost().running()).contains(Task.PROBE);
      assertThat(after(lost(), new CredentialProven(CREDENTIAL, noon())))
          .isInstanceOf(Connected.class);
    }

    @Test
    void probesAtLeastEveryFiveMinutes() {
      var state = lost();
      for (int i = 0; i < 20; i++) {
        state = after(state, new CredentialRefused("refused", noon()));
        state =
            new Lost(
                state.memory(),
                ((Lost) state).cause(),
                NOON,
                ((Lost) state).probe(),
                Optional.of(Task.PROBE));
      }
      assertThat(((Lost) state).probe().due())
          .isBetween(NOON.plusSeconds(270), NOON.plusSeconds(330));
    }

    @Test
    void takesANewTokenAtOnceAndBreaksOffTheProbe() {
      var seen = new ConfigurationSeen(NEW_TOKEN, later(Duration.ofMinutes(1)));
      assertThat(decide(lost(), seen).effects())
          .containsExactly(
              new Effect.AbandonProbe(), new Effect.Enrol(configured("token-2", "runtime-1")));
    }

    @Test
    void waitsTenMinutesBeforeAnOlderTokenIsTried() {
      var state =
          after(
              connected(),
              seenAnew(),
              new CredentialRefused("refused", noon()),
              new CredentialRefused("refused", later(Duration.ofSeconds(15))),
              new CredentialRefused("refused", later(Duration.ofSeconds(30))));
      assertThat(state).isInstanceOf(Lost.class);
      assertThat(after(state, new TimePassed(later(Duration.ofMinutes(10)))))
          .isInstanceOf(Lost.class);
      assertThat(after(state, new TimePassed(later(Duration.ofSeconds(630)))))
          .isInstanceOf(Connecting.class);
    }

    @Test
    void doesNotTryASpentToken() {
      assertThat(after(lost(), new TimePassed(later(Duration.ofDays(1))))).isInstanceOf(Lost.class);
    }
  }

  @Nested
  class BesideAnotherAgent {
    private final OtherAgentWrote wrote = new OtherAgentWrote(NOON, noon());
    private final Moment calm = later(Duration.ofMinutes(10));

    @Test
    void keepsATokenThatWasNotSentUntilTheOtherIsSilent() {
      var seen = MACHINE.decide(connecting(), wrote);
      assertThat(seen.effects()).containsExactly(new Effect.AbandonEnrolment());

      var stopped = new EnrolmentStopped(TokenFate.NOTHING_SENT, "given up", noon());
      var looking = after(seen.state(), stopped, new TimePassed(later(Duration.ofMinutes(9))));
      assertThat(looking.running()).contains(Task.PROBE);
      var waiting = after(looking, new CredentialMissing(later(Duration.ofMinutes(9))));
      assertThat(waiting.running()).isEmpty();
      assertThat(MACHINE.decide(waiting, new TimePassed(calm)).effects())
          .containsExactly(new Effect.Enrol(CONFIGURATION));
    }

    @Test
    void goesOnWithATokenInHandOnlyWhenTheOtherIsSilent() {
      var seen = MACHINE.decide(exchanging(), wrote);
      assertThat(seen.effects()).contains(new Effect.AbandonEnrolment());

      var stopped = new EnrolmentStopped(TokenFate.STILL_IN_HAND, "given up", noon());
      var waiting =
          MACHINE.decide(
              after(seen.state(), stopped), new TimePassed(later(Duration.ofMinutes(1))));
      assertThat(waiting.effects()).doesNotContain(new Effect.Enrol(CONFIGURATION));
    }

    @Test
    void spendsNoTokenThatComesMeanwhile() {
      assertThat(after(unconfigured(), wrote, new ConfigurationSeen(USABLE, noon())).running())
          .isEmpty();
      assertThat(after(lost(), wrote, seenAnew()).running()).isNotEqualTo(Optional.of(Task.ENROL));
    }

    @Test
    void synchronizesWithoutLosingAnything() {
      var due = new TimePassed(later(Duration.ofSeconds(30)));
      assertThat(MACHINE.decide(after(synchronised(), wrote), due).effects())
          .singleElement()
          .isInstanceOfSatisfying(
              Effect.Synchronize.class,
              effect -> assertThat(effect.keepAll().orElseThrow()).contains("scale down"));
    }

    @Test
    void losesNothingMoreInASynchronizationUnderWay() {
      var idle = MACHINE.decide(synchronised(), wrote).effects();
      assertThat(idle).noneMatch(Effect.KeepAll.class::isInstance);

      var underWay = after(synchronised(), new TimePassed(later(Duration.ofSeconds(30))));
      assertThat(underWay.running()).contains(Task.SYNCHRONIZE);
      assertThat(MACHINE.decide(underWay, wrote).effects())
          .filteredOn(Effect.KeepAll.class::isInstance)
          .singleElement()
          .isInstanceOfSatisfying(
              Effect.KeepAll.class, effect -> assertThat(effect.reason()).contains("scale down"));
    }

    @Test
    void connectsAnewOnlyWhenTheOtherIsSilent() {
      var asked = after(synchronised(), seenAnew(), wrote, new DocumentMissing(noon()));
      assertThat(asked).isInstanceOf(Synchronized.class);
      assertThat(after(asked, new TimePassed(calm))).isInstanceOf(Connecting.class);
    }
  }

  @Test
  void aRenewalThatIsPendingEndsNothingThatIsUnderWay() {
    var synchronizing = begun(findings(USABLE, SPENT, Optional.of(CREDENTIAL)));
    assertThat(synchronizing.running()).contains(Task.SYNCHRONIZE);

    var decided =
        MACHINE.decide(synchronizing, new RenewalFailed("not yet", false, Samples.noon()));

    assertThat(decided.state().running()).contains(Task.SYNCHRONIZE);
    assertThat(decided.effects()).isEmpty();
  }
}
