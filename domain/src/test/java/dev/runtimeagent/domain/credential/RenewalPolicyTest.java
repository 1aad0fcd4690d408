package dev.runtimeagent.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalPolicyTest {
  private static final Instant NOT_BEFORE = Instant.parse("2026-03-01T12:00:00Z");

  private static CertificateFacts livingFor(Duration lifetime) {
    return new CertificateFacts("f", "cn", NOT_BEFORE, NOT_BEFORE.plus(lifetime));
  }

  @Test
  void aCertificateOfNinetyDaysIsRenewedBetweenDay53AndDay63() {
    var policy = new RenewalPolicy(0.3);
    var days =
        IntStream.range(0, 200)
            .mapToObj(i -> policy.due(livingFor(Duration.ofDays(90)), "runtime-" + i))
            .map(due -> Duration.between(NOT_BEFORE, due))
            .toList();

    assertThat(days)
        .allMatch(d -> d.compareTo(Duration.ofDays(63)) < 0)
        .allMatch(d -> d.compareTo(Duration.ofDays(53)) > 0);
    assertThat(days.stream().mapToLong(Duration::toHours).average().orElseThrow())
        .isCloseTo(63 * 24 * 0.925, within(24.0));
  }

  @Test
  void aRuntimeIsAlwaysDueAtTheSameMoment() {
    var facts = livingFor(Duration.ofSeconds(60));

    assertThat(new RenewalPolicy(0.3).due(facts, "r"))
        .isEqualTo(new RenewalPolicy(0.3).due(facts, "r"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 2, Double.NaN})
  void aThresholdOutsideOfZeroAndOneIsRefused(double threshold) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RenewalPolicy(threshold));
  }

  @Test
  void aNewCertificateIsGivenTwoMinutes() {
    assertThat(RenewalPolicy.patienceWith(livingFor(Duration.ofDays(90))))
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void aShortLivedCertificateIsGivenATenthOfItsLife() {
    assertThat(RenewalPolicy.patienceWith(livingFor(Duration.ofSeconds(60))))
        .isEqualTo(Duration.ofSeconds(6));
  }
}
