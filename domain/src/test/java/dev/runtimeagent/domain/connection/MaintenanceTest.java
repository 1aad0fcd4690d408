package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.credential;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static dev.runtimeagent.domain.connection.Samples.silent;
import static dev.runtimeagent.domain.connection.Samples.synchronised;
import static dev.runtimeagent.domain.connection.Samples.upkeep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.CompassSilent;
import dev.runtimeagent.domain.connection.ConnectionEvent.RenewalFailed;
import dev.runtimeagent.domain.connection.ConnectionEvent.Renewed;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimeJumped;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
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
  void aClockThatIsSetBackLeavesNothingInItsFuture() {
    var back = later(Duration.ofHours(-3));
    var upkeep = upkeep(after(synchronised(), new TimeJumped(back)));

    assertThat(upkeep.standing().lastProof()).isEqualTo(back.at());
    assertThat(upkeep.duties().sync().due()).isEqualTo(back.at());
  }

  @Test
  void aClockThatIsSetForwardMovesNothing() {
    var upkeep = upkeep(after(synchronised(), new TimeJumped(later(Duration.ofSeconds(10)))));

    assertThat(upkeep.standing().lastProof()).isEqualTo(NOON);
    assertThat(upkeep.duties().sync().due()).isEqualTo(NOON.plusSeconds(20));
  }
}
