package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.connected;
import static dev.runtimeagent.domain.connection.Samples.connectingAgain;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static dev.runtimeagent.domain.connection.Samples.synchronised;
import static dev.runtimeagent.domain.connection.Samples.unproven;
import static dev.runtimeagent.domain.connection.Samples.upkeep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialProven;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialRefused;
import dev.runtimeagent.domain.connection.ConnectionEvent.EnrolmentStopped;
import dev.runtimeagent.domain.connection.ConnectionEvent.RenewalFailed;
import dev.runtimeagent.domain.connection.ConnectionEvent.SyncEnded;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often something may fail, and what it is waited for meanwhile. */
class PatienceTest {
  @Test
  void eachFailedFetchWaitsTwiceAsLong() {
    var once = after(connected(), failed(Optional.empty()));
    var twice = after(once, failed(Optional.empty()));
    var thrice = after(twice, failed(Optional.empty()));

    assertThat(syncDue(once)).isEqualTo(NOON.plusSeconds(20));
    assertThat(syncDue(twice)).isEqualTo(NOON.plusSeconds(40));
    assertThat(syncDue(thrice)).isEqualTo(NOON.plusSeconds(80));
  }

  @Test
  void aFailedFetchWaitsAsLongAsCompassAsksForWhereThatIsLonger() {
    assertThat(syncDue(after(connected(), failed(Optional.of(Duration.ofSeconds(60))))))
        .isEqualTo(NOON.plusSeconds(60 + 20));
    assertThat(syncDue(after(connected(), failed(Optional.of(Duration.ofSeconds(5))))))
        .isEqualTo(NOON.plusSeconds(40));
  }

  @Test
  void waitsLongerWhenCompassAsksForIt() {
    var limited =
        new SyncVerdict.FetchFailed("429", false, false, Optional.of(Duration.ofMinutes(7)));
    var state = after(synchronised(), new SyncEnded(limited, noon()));
    assertThat(syncDue(state)).isEqualTo(NOON.plus(Duration.ofMinutes(7)).plusSeconds(20));
  }

  @Test
  void whoeverIsAskedToWaitForHoursIsNotTakenForOneWhoseClockWasWrong() {
    var day = Optional.of(Duration.ofDays(1));

    assertThat(MACHINE.decide(connected(), failed(day)).effects())
        .allMatch(Effect.WakeAt.class::isInstance);
    for (var probing : List.of(Samples.lost(), unproven(), connectingAgain())) {
      var told = MACHINE.decide(probing, new ConnectionEvent.CompassSilent("busy", day, noon()));
      assertThat(told.effects()).noneMatch(Effect.Probe.class::isInstance);
    }
  }

  @Test
  void twoThatCompassAskedForTheSameDoNotComeBackTogether() {
    var asked = Optional.of(Duration.ofSeconds(60));
    var one = after(connected(), failed(asked, new Moment(NOON, 0)));
    var other = after(connected(), failed(asked, new Moment(NOON, 0.9)));

    assertThat(syncDue(one)).isEqualTo(NOON.plusSeconds(60));
    assertThat(Duration.between(syncDue(one), syncDue(other)))
        .isGreaterThan(Duration.ofSeconds(30));
  }

  @Test
  void whoIsAskedToSlowDownGoesBackToThePeriodInSmallSteps() {
    var limited = after(connected(), limited(), limited(), limited());
    var again = after(limited, succeeded());
    var later = again;
    for (int i = 0; i < 30; i++) {
      later = after(later, succeeded());
    }

    assertThat(syncDue(limited)).isEqualTo(NOON.plusSeconds(160));
    assertThat(syncDue(again)).isEqualTo(NOON.plusSeconds(144));
    assertThat(syncDue(later)).isEqualTo(NOON.plusSeconds(20));
  }

  @Test
  void whoIsAskedToSlowDownAfterAListingComesLaterToo() {
    var minute = Optional.of(Duration.ofMinutes(1));

    for (var verdict :
        List.of(
            new SyncVerdict.LabelsFailed("429", minute),
            new SyncVerdict.NotAllApplied("one failed; 429", minute))) {
      var slowed = after(connected(), new SyncEnded(verdict, noon()));
      assertThat(syncDue(slowed)).isEqualTo(NOON.plusSeconds(60 + 20));
      assertThat(syncDue(after(slowed, succeeded()))).isEqualTo(NOON.plusSeconds(36));
    }
  }

  @Test
  void whoIsAskedToSlowDownAgainAndAgainWaitsFiveMinutesAtMost() {
    var state = connected();
    for (int i = 0; i < 20; i++) {
      state = after(state, limited());
    }

    assertThat(syncDue(state)).isEqualTo(NOON.plusSeconds(300));
  }

  @Test
  void anOutageLeavesThePeriodAsItWas() {
    var back = after(connected(), failed(Optional.empty()), failed(Optional.empty()), succeeded());

    assertThat(syncDue(back)).isEqualTo(NOON.plusSeconds(20));
  }

  @Test
  void whoAsksToSlowDownIsNotAskedAtTheConnectorToo() {
    var state = connected();
    for (int i = 0; i < 10; i++) {
      assertThat(MACHINE.decide(state, limited()).effects())
          .noneMatch(Effect.Check.class::isInstance);
      state = after(state, limited());
    }
  }

  @Test
  void theThirdFailedFetchAsksTheConnector() {
    var twice = after(connected(), failed(Optional.empty()), failed(Optional.empty()));

    assertThat(MACHINE.decide(connected(), failed(Optional.empty())).effects())
        .noneMatch(Effect.Check.class::isInstance);
    assertThat(twice).isInstanceOf(Connected.class);
    assertThat(upkeep(twice).duties().connectorAsked()).isFalse();
    assertThat(MACHINE.decide(twice, failed(Optional.empty())).effects())
        .anyMatch(Effect.Check.class::isInstance);
  }

  @Test
  void asksTheConnectorOnceInAFailingStreakOfTheDirector() {
    var failed = new SyncVerdict.FetchFailed("500", false, false, Optional.empty());
    var state = synchronised();
    var checks = 0;
    for (int i = 1; i < 10; i++) {
      var decided =
          MACHINE.decide(state, new SyncEnded(failed, later(Duration.ofSeconds(20L * i))));
      if (decided.effects().contains(new Effect.Check())) {
        checks++;
        decided =
            MACHINE.decide(
                decided.state(),
                new CredentialProven(CREDENTIAL, later(Duration.ofSeconds(20L * i))));
      }
      state = decided.state();
    }
    assertThat(checks).isEqualTo(1);
    assertThat(state).isInstanceOf(Connected.class);
  }

  @Test
  void eachFailedRenewalWaitsTwiceAsLong() {
    var once = after(connected(), new RenewalFailed("cut", false, noon()));
    var twice = after(once, new RenewalFailed("cut", false, noon()));

    assertThat(upkeep(once).duties().renewal().due()).isEqualTo(NOON.plusSeconds(60));
    assertThat(upkeep(twice).duties().renewal().due()).isEqualTo(NOON.plusSeconds(120));
  }

  @Test
  void aRenewalThatWasRefusedAsksTheConnectorAtOnce() {
    assertThat(MACHINE.decide(connected(), new RenewalFailed("refused", true, noon())).effects())
        .contains(new Effect.Check());
    assertThat(MACHINE.decide(connected(), new RenewalFailed("cut", false, noon())).effects())
        .doesNotContain(new Effect.Check());
  }

  @Test
  void aFreshCredentialMayBeRefusedFiveTimes() {
    assertThat(refused(unproven(), 5)).isInstanceOf(Connecting.class);
    assertThat(refused(unproven(), 6)).isInstanceOf(Lost.class);
  }

  @Test
  void aStoredOneMayBeRefusedAsOftenAsItIsWhileATokenIsTried() {
    assertThat(refused(connectingAgain(), 9)).isInstanceOf(Connecting.class);
  }

  @Test
  void aCredentialThatIsGoneIsMissedOnlyWhereThereIsNoToken() {
    assertThat(after(connectingAgain(), new CredentialMissing(noon())))
        .isInstanceOfSatisfying(
            Connecting.class, s -> assertThat(s.memory().credentialStored()).isFalse());
    assertThat(after(unproven(), new CredentialMissing(noon())))
        .isInstanceOfSatisfying(
            Lost.class, s -> assertThat(s.cause()).isInstanceOf(LostCause.CredentialGone.class));
  }

  @Test
  void aTokenThatWasOfNoUseRemainsTheCauseWhenTheCredentialIsRefusedToo() {
    var useless =
        after(connectingAgain(), new EnrolmentStopped(TokenFate.REFUSED, "refused", noon()));

    assertThat(((Lost) after(useless, new CredentialRefused("refused", noon()))).cause())
        .isInstanceOf(LostCause.TokenUseless.class);
  }

  private static ConnectionState refused(ConnectionState state, int times) {
    var now = state;
    for (int i = 0; i < times; i++) {
      now = after(now, new CredentialRefused("refused", noon()));
    }
    return now;
  }

  private static Instant syncDue(ConnectionState state) {
    return upkeep(state).duties().sync().due();
  }

  private static ConnectionEvent failed(Optional<Duration> retryAfter) {
    return failed(retryAfter, noon());
  }

  private static ConnectionEvent failed(Optional<Duration> retryAfter, Moment when) {
    return new SyncEnded(
        new SyncVerdict.FetchFailed("nobody answers", false, true, retryAfter), when);
  }

  private static ConnectionEvent limited() {
    return failed(Optional.of(Duration.ZERO));
  }

  private static ConnectionEvent succeeded() {
    return new SyncEnded(new SyncVerdict.Succeeded(), noon());
  }
}
