package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CONFIGURATION;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.configured;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runtimeagent.domain.connection.ConnectionEvent.EnrolmentStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DutyTest {
  @Test
  void waitsTwiceAsLongAfterEachProbeInVain() {
    var first = Duty.now(NOON).missed("silent", noon());
    var second = first.missed("silent", noon());

    assertThat(first)
        .isEqualTo(
            new Duty(
                Appointment.in(Duration.ofSeconds(5), NOON),
                1,
                Optional.of("silent"),
                Duration.ZERO));
    assertThat(second.due()).isEqualTo(NOON.plusSeconds(10));
    assertThat(second.failures()).isEqualTo(2);
  }

  @Test
  void waitsAsLongAsCompassAsksForWhereThatIsLongerAndNotInStepWithOthers() {
    var duty = Duty.now(NOON);

    assertThat(duty.missed("busy", Optional.of(Duration.ofMinutes(1)), noon()).due())
        .isEqualTo(NOON.plusMillis(62_500));
    assertThat(duty.missed("busy", Optional.of(Duration.ofSeconds(1)), noon()).due())
        .isEqualTo(NOON.plusSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1, 1.5, Double.NaN})
  void aChanceIsBetweenZeroAndOne(double chance) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Moment(NOON, chance));
    assertThat(new Moment(NOON, 0).chance()).isZero();
  }

  @Nested
  class OfPairing {
    @Test
    void beginsAtOnceWithATokenThatIsNew() {
      var pairing = Pairing.with(CONFIGURATION, TokenLedger.EMPTY, NOON);

      assertThat(pairing)
          .isEqualTo(
              new Pairing(
                  CONFIGURATION,
                  false,
                  0,
                  0,
                  Optional.empty(),
                  Optional.of(Appointment.now(NOON)),
                  ""));
    }

    @Test
    void neverBeginsWithATokenThatIsSpent() {
      var spent = TokenLedger.EMPTY.spend(CONFIGURATION.tokenHash(), NOON.plusMillis(5));
      var pairing = Pairing.with(CONFIGURATION, spent, NOON.plusSeconds(9));

      assertThat(pairing.next()).isEmpty();
      assertThat(pairing.problem())
          .isEqualTo("the token was already used at 2026-03-01T12:00:00Z: put a new one");
    }

    @Test
    void goesOnWithATokenThatWasRefused() {
      var refused = TokenLedger.EMPTY.refuse(CONFIGURATION, NOON).refuse(CONFIGURATION, NOON);

      var soon = Pairing.with(CONFIGURATION, refused, NOON.plusSeconds(1));
      assertThat(soon.refused()).isEqualTo(2);
      assertThat(soon.firstRefused()).contains(NOON);
      assertThat(soon.next()).contains(Appointment.in(Duration.ofSeconds(60), NOON));
      assertThat(soon.problem()).isEqualTo("the token was refused before: put a new one");

      var late = NOON.plusSeconds(600);
      assertThat(Pairing.with(CONFIGURATION, refused, late).next())
          .hasValueSatisfying(next -> assertThat(next.isDue(late)).isTrue());
    }

    @Test
    void countsAttemptsThatSentNothingAndThoseThatDidApart() {
      var pairing = Pairing.with(CONFIGURATION, TokenLedger.EMPTY, NOON);

      var unsent =
          pairing
              .failed(new EnrolmentStopped(TokenFate.NOTHING_SENT, "no such host", noon()))
              .failed(new EnrolmentStopped(TokenFate.NOTHING_SENT, "no such host", noon()));
      assertThat(unsent.unsent()).isEqualTo(2);
      assertThat(due(unsent)).contains(NOON.plusMillis(2500));

      var held =
          unsent.failed(new EnrolmentStopped(TokenFate.WITH_ANOTHER, "pod-0 began it", noon()));
      assertThat(held.unsent()).isEqualTo(2);
      assertThat(due(held)).contains(NOON.plusSeconds(5));

      var refused = unsent.failed(new EnrolmentStopped(TokenFate.REFUSED, "refused", noon()));
      assertThat(refused.unsent()).isZero();
      assertThat(refused.refused()).isEqualTo(1);
      assertThat(refused.firstRefused()).contains(NOON);

      var again =
          refused.failed(
              new EnrolmentStopped(TokenFate.UNKNOWN, "cut", later(Duration.ofSeconds(15))));
      assertThat(again.refused()).isEqualTo(2);
      assertThat(again.firstRefused()).contains(NOON);
      assertThat(due(again)).contains(NOON.plusSeconds(75));
      assertThat(again.failed(new EnrolmentStopped(TokenFate.SPENT, "used", noon())).next())
          .isEmpty();
    }

    @Test
    void keepsWhatIsInHandUntilItIsRefused() {
      var begun = Pairing.with(CONFIGURATION, TokenLedger.EMPTY, NOON);
      var inHand = begun.failed(new EnrolmentStopped(TokenFate.IN_HAND, "cut", noon()));
      var unknown = new EnrolmentStopped(TokenFate.UNKNOWN, "cut", noon());
      var refused = new EnrolmentStopped(TokenFate.REFUSED, "refused", noon());

      assertThat(inHand.inHand()).isTrue();
      assertThat(inHand.failed(unknown).inHand()).isTrue();
      assertThat(inHand.failed(refused).inHand()).isFalse();
      assertThat(begun.failed(unknown).inHand()).isFalse();
    }

    private static Optional<Instant> due(Pairing pairing) {
      return pairing.next().map(Appointment::due);
    }
  }

  @Nested
  class OfACredential {
    @Test
    void differsByRuntimeOrTenant() {
      assertThat(Samples.CREDENTIAL.differsFrom(CONFIGURATION)).isFalse();
      assertThat(Samples.CREDENTIAL.differsFrom(configured("token-2", "runtime-1"))).isFalse();
      assertThat(Samples.CREDENTIAL.differsFrom(configured("token-1", "runtime-2"))).isTrue();
      var elsewhere =
          new CredentialSummary("one", "runtime-1", Optional.empty(), true, NOON, NOON, NOON);
      assertThat(elsewhere.differsFrom(CONFIGURATION)).isTrue();
    }
  }
}
