package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AppointmentTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void isDueFromItsTimeOnHoweverLongTheWait() {
    var tomorrow = Appointment.in(DAY, NOON);

    assertThat(tomorrow.isDue(NOON)).isFalse();
    assertThat(tomorrow.isDue(NOON.plus(DAY).minusMillis(1))).isFalse();
    assertThat(tomorrow.isDue(NOON.plus(DAY))).isTrue();
    assertThat(Appointment.now(NOON).isDue(NOON)).isTrue();
  }

  @Test
  void isDueWhereTheClockWasSetBackSinceAndNotWhereItWasPutRight() {
    var soon = Appointment.in(Duration.ofSeconds(10), NOON);

    assertThat(soon.isDue(NOON.minusSeconds(60))).isFalse();
    assertThat(soon.isDue(NOON.minusSeconds(60).minusMillis(1))).isTrue();
  }

  @Test
  void aRenewalIsDueByAClockThatWouldMissIt() {
    var life = Duration.between(CREDENTIAL.renewalDue(), CREDENTIAL.notAfter());
    var tooFarBehind = CREDENTIAL.acquired().minus(life.dividedBy(2));

    assertThat(CREDENTIAL.renewal().isDue(tooFarBehind)).isFalse();
    assertThat(CREDENTIAL.renewal().isDue(tooFarBehind.minusMillis(1))).isTrue();
    assertThat(CREDENTIAL.renewal().due()).isEqualTo(CREDENTIAL.renewalDue());
  }
}
