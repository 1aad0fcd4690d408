package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CONFIGURATION;
import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.INCOMPLETE;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.MISSING;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.UNREADABLE;
import static dev.runtimeagent.domain.connection.Samples.USABLE;
import static dev.runtimeagent.domain.connection.Samples.WITH_NEW_TOKEN;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.configured;
import static dev.runtimeagent.domain.connection.Samples.connecting;
import static dev.runtimeagent.domain.connection.Samples.connectingAgain;
import static dev.runtimeagent.domain.connection.Samples.credential;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static dev.runtimeagent.domain.connection.Samples.refusedToken;
import static dev.runtimeagent.domain.connection.Samples.seenAnew;
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
import dev.runtimeagent.domain.connection.ConnectionEvent.OtherAgentWrote;
import dev.runtimeagent.domain.connection.ConnectionEvent.SyncEnded;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import dev.runtimeagent.domain.connection.ConnectionState.Unconfigured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows while a token is exchanged, or what came of it is not proven yet. */
class ConnectingMovesTest {
  @Test
  void retriesSoonWhenNothingWasSent() {
    var waiting =
        MACHINE.decide(connecting(), new EnrolmentStopped(TokenFate.NOTHING_SENT, "DNS", noon()));
    assertThat(waiting.effects()).containsExactly(new Effect.WakeAt(NOON.plusMillis(1500)));
  }

  @Test
  void looksEveryFiveSecondsWhetherAnotherAgentsExchangeHasEnded() {
    var state = connecting();
    for (int i = 0; i < 7; i++) {
      var at = later(Duration.ofSeconds(5L * i));
      var waiting =
          MACHINE.decide(state, new EnrolmentStopped(TokenFate.WITH_ANOTHER, "pod-0 began it", at));
      assertThat(waiting.effects())
          .containsExactly(new Effect.WakeAt(at.at().plus(Duration.ofSeconds(5))));
      state = after(waiting.state(), new TimePassed(later(Duration.ofSeconds(5L * i + 5))));
      assertThat(state.running()).contains(Task.ENROL);
    }
  }

  @Test
  void awaitsAnotherAgentsExchangeAlsoWhereTheStoredCredentialWorks() {
    var state =
        after(
            connectingAgain(),
            new EnrolmentStopped(TokenFate.WITH_ANOTHER, "pod-0 began it", noon()),
            new CredentialProven(CREDENTIAL, noon()));

    assertThat(state).isInstanceOf(Connected.class);
    assertThat(upkeep(state).exchange().flatMap(Pairing::next).map(Appointment::due))
        .contains(NOON.plusSeconds(5));
  }

  @Test
  void retriesARefusedTokenAfterFifteenSecondsAMinuteFiveMinutesAndHourlyAfterADay() {
    var state = connecting();
    var at = Duration.ZERO;
    var waits = new ArrayList<Duration>();
    for (int i = 0; i < 300; i++) {
      state = after(state, new EnrolmentStopped(TokenFate.REFUSED, "refused", later(at)));
      var due = ((Connecting) state).pairing().orElseThrow().next().orElseThrow().due();
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
    assertThat(MACHINE.decide(state, new TimePassed(later(Duration.ofDays(2)))).effects())
        .doesNotContain(new Effect.Enrol(CONFIGURATION));
  }

  @Test
  void takesANewTokenAtOnceWhileWaiting() {
    var decided = MACHINE.decide(refusedToken(), seenAnew());
    assertThat(decided.effects()).containsExactly(new Effect.Enrol(WITH_NEW_TOKEN));
  }

  @Test
  void abandonsWhatHasNotBeenSentWhenTheConfigurationChanges() {
    assertThat(MACHINE.decide(connecting(), seenAnew()).effects())
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
        .isEqualTo(WITH_NEW_TOKEN.tokenHash());
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
    assertThat(MACHINE.decide(state, new TimePassed(later(Duration.ofHours(2)))).effects())
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
            new DocumentMissing(true, noon()),
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
    assertThat(after(connectingAgain(), new EnrolmentStopped(TokenFate.IN_HAND, "no URL", noon())))
        .isInstanceOf(Connecting.class);
  }

  @Test
  void looksEachMinuteWhetherSomebodyPutACredentialBack() {
    var looking = MACHINE.decide(refusedTokenTwice(), new TimePassed(later(Duration.ofMinutes(1))));
    assertThat(looking.effects()).containsExactly(new Effect.Probe());

    var nothing =
        MACHINE.decide(looking.state(), new CredentialMissing(later(Duration.ofMinutes(1))));
    assertThat(nothing.effects()).containsExactly(new Effect.WakeAt(NOON.plusSeconds(75)));
    assertThat(nothing.state().memory().credentialStored()).isFalse();
    assertThat(
            after(looking.state(), new CredentialProven(CREDENTIAL, later(Duration.ofMinutes(1)))))
        .isInstanceOf(Connected.class);
    assertThat(
            after(looking.state(), new CredentialRefused("refused", later(Duration.ofMinutes(1))))
                .memory()
                .credentialStored())
        .isTrue();
  }

  @Test
  void takesCorrectedIdsWithoutPairingWhileACredentialWaitsForItsProof() {
    var corrected = configured("token-1", "runtime-2");
    var seen = new ConfigurationSeen(new ConfigurationReading.Usable(corrected), noon());
    var idle = after(unproven(), new CompassSilent("nobody answers", Optional.empty(), noon()));
    assertThat(MACHINE.decide(idle, seen).effects()).contains(new Effect.AdoptIdentity(corrected));
  }

  @Test
  void aConfigurationThatCouldNotBeReadForAWhileAndIsTheSameEndsNothing() {
    var unreadable = after(connecting(), new ConfigurationSeen(UNREADABLE, noon()));
    var again = MACHINE.decide(unreadable, new ConfigurationSeen(USABLE, noon()));

    assertThat(again.state().running()).contains(Task.ENROL);
    assertThat(again.effects()).isEmpty();
  }

  @Test
  void nothingIsToldOfATokenThatWasNotTriedBeforeTheCredentialProvedItself() {
    var waiting = after(unproven(), new OtherAgentWrote(NOON, noon()), seenAnew());
    assertThat(waiting.running()).contains(Task.PROBE);

    assertThat(after(waiting, new CredentialProven(CREDENTIAL, noon())).memory().note()).isEmpty();
  }

  private static ConnectionState refusedTokenTwice() {
    return after(
        refusedToken(),
        new EnrolmentStopped(TokenFate.REFUSED, "refused", later(Duration.ofSeconds(15))));
  }
}
