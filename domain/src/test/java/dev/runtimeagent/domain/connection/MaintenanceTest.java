package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.SPENT;
import static dev.runtimeagent.domain.connection.Samples.USABLE;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.begun;
import static dev.runtimeagent.domain.connection.Samples.credential;
import static dev.runtimeagent.domain.connection.Samples.findings;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static dev.runtimeagent.domain.connection.Samples.silent;
import static dev.runtimeagent.domain.connection.Samples.synchronised;
import static dev.runtimeagent.domain.connection.Samples.upkeep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.CompassSilent;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialProven;
import dev.runtimeagent.domain.connection.ConnectionEvent.RenewalFailed;
import dev.runtimeagent.domain.connection.ConnectionEvent.Renewed;
import dev.runtimeagent.domain.connection.ConnectionEvent.SyncEnded;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimeJumped;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionState.Synchronized;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a connection is checked and its certificate renewed, and what is left of the attempt. */
class MaintenanceTest {
  @Test
  void theConnectorIsAskedBeforeSilenceOfTheDirectorIsALoss() {
    assertThat(MACHINE.decide(silent(), new TimePassed(later(Duration.ofMinutes(15)))).effects())
        .containsExactly(new Effect.Check());
  }

  @Test
  void aCheckInVainComesAgainSoonButNotBeforeTheTurnOfADirectorThatIsSilentToo() {
    var nobodyAnswers = new CompassSilent("nobody answers", Optional.empty(), noon());

    assertThat(upkeep(after(synchronised(), nobodyAnswers)).duties().check().due())
        .isEqualTo(NOON.plusSeconds(5));
    assertThat(upkeep(after(silent(), nobodyAnswers)).duties().check().due())
        .isEqualTo(NOON.plusSeconds(20));
  }

  @Test
  void aRenewalThatFailedIsOver() {
    var due = Samples.at(CREDENTIAL.renewalDue());
    var renewing = after(synchronised(), new TimePassed(due));
    assertThat(renewing.running()).contains(Task.RENEW);

    assertThat(after(renewing, new RenewalFailed("cut", false, due)).running())
        .isNotEqualTo(Optional.of(Task.RENEW));
  }

  @ParameterizedTest
  @CsvSource({"0, 60", "1, 59", "59, 1", "60, 60", "61, 60", "-1, 60", "-400, 60"})
  void aNewCertificateIsRenewedWhenItIsDueOrAShareOfItsLifeFromNow(int age, int daysLeft) {
    var issued = credential("two", NOON.minus(Duration.ofDays(age)));

    assertThat(upkeep(after(synchronised(), new Renewed(issued, noon()))).duties().renewal().due())
        .isEqualTo(NOON.plus(Duration.ofDays(daysLeft)));
  }

  @Test
  void aRenewalThatFailsGoesOnAsItWasWhenItsCredentialIsProven() {
    var failing = after(synchronised(), new RenewalFailed("cut", false, noon()));
    var newer = credential("two", NOON.plus(Duration.ofDays(1)));

    var same = after(failing, new CredentialProven(CREDENTIAL, noon()));
    var other = after(failing, new CredentialProven(newer, noon()));

    assertThat(upkeep(same).duties().renewal()).isEqualTo(upkeep(failing).duties().renewal());
    assertThat(upkeep(other).duties().renewal()).isEqualTo(Duty.of(newer.renewal()));
  }

  @Test
  void aClockThatIsSetBackLeavesNothingInItsFuture() {
    var back = later(Duration.ofHours(-3));
    var checking = after(synchronised(), new TimeJumped(back));
    var syncing = after(checking, new CredentialProven(CREDENTIAL, back));
    var quiet = after(syncing, new SyncEnded(new SyncVerdict.Succeeded(), back));

    assertThat(upkeep(checking).standing().lastProof()).isEqualTo(back.at());
    assertThat(checking.running()).contains(Task.CHECK);
    assertThat(syncing.running()).contains(Task.SYNCHRONIZE);
    assertThat(quiet.running()).isEmpty();
  }

  @Test
  void aClockThatIsSetBackWhileNobodyAnswersHasNobodyAskedWithoutEnd() {
    var back = later(Duration.ofDays(-1));
    var nobodyAnswers = new CompassSilent("silent", Optional.empty(), back);
    var checking = after(silent(), new TimeJumped(back));
    var syncing = after(checking, nobodyAnswers);
    var failed = new SyncVerdict.FetchFailed("silent", false, false, Optional.empty());
    var quiet = after(syncing, new SyncEnded(failed, back));

    assertThat(checking.running()).contains(Task.CHECK);
    assertThat(syncing.running()).contains(Task.SYNCHRONIZE);
    assertThat(quiet.running()).isEmpty();
  }

  @Test
  void aClockThatIsSetForwardMovesNothing() {
    var upkeep = upkeep(after(synchronised(), new TimeJumped(later(Duration.ofSeconds(10)))));

    assertThat(upkeep.standing().lastProof()).isEqualTo(NOON);
    assertThat(upkeep.duties().sync().due()).isEqualTo(NOON.plusSeconds(20));
  }

  @Test
  void asksTheConnectorAtOnceWhenTheDirectorDoesNotKnowTheCaller() {
    var doubtful = new SyncVerdict.FetchFailed("who?", true, false, Optional.empty());
    assertThat(MACHINE.decide(synchronised(), new SyncEnded(doubtful, noon())).effects())
        .containsExactly(new Effect.Check());
  }

  @Test
  void renewsWhenTheTimeHasComeAndRetriesWithPatience() {
    var due = CREDENTIAL.renewalDue();
    var decided = MACHINE.decide(synchronised(), new TimePassed(Samples.at(due)));
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
    var decided = MACHINE.decide(synchronised(), new TimeJumped(later(Duration.ofDays(20))));
    assertThat(decided.effects()).containsExactly(new Effect.Renew());
    assertThat(MACHINE.decide(synchronised(), new TimeJumped(later(Duration.ofHours(2)))).effects())
        .containsExactly(new Effect.Synchronize(false, Optional.empty()));
  }

  @Test
  void looksAtEverythingAtOnceWhenTheClockWasSetBack() {
    assertThat(
            MACHINE.decide(synchronised(), new TimeJumped(later(Duration.ofHours(-3)))).effects())
        .containsExactly(new Effect.Check());
  }

  @ParameterizedTest
  @CsvSource({"14, false", "16, true"})
  void renewsAtOnceWhereByAClockThatIsBehindItWouldBeTooLate(int daysBehind, boolean atOnce) {
    var ahead = credential("two", NOON.plus(Duration.ofDays(daysBehind)));
    var begun = begun(findings(USABLE, SPENT, Optional.of(ahead)));
    var synced = MACHINE.decide(begun, new SyncEnded(new SyncVerdict.Succeeded(), noon()));

    assertThat(synced.effects().contains(new Effect.Renew())).isEqualTo(atOnce);
  }

  @Test
  void aRenewalThatIsPendingEndsNothingThatIsUnderWay() {
    var synchronizing = begun(findings(USABLE, SPENT, Optional.of(CREDENTIAL)));
    assertThat(synchronizing.running()).contains(Task.SYNCHRONIZE);

    var decided = MACHINE.decide(synchronizing, new RenewalFailed("not yet", false, noon()));

    assertThat(decided.state().running()).contains(Task.SYNCHRONIZE);
    assertThat(decided.effects()).isEmpty();
  }
}
