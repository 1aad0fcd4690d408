package dev.runtimeagent.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class RenewalPolicyProperties {
  private static final Instant NOT_BEFORE = Instant.parse("2026-03-01T12:00:00Z");

  @Property
  void renewalIsDueWithinTheLifeAndLeavesAtLeastTheThreshold(
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double threshold,
      @ForAll @LongRange(min = 10, max = 100_000_000) long seconds,
      @ForAll String runtimeId) {
    var lifetime = Duration.ofSeconds(seconds);
    var facts = new CertificateFacts("f", "cn", NOT_BEFORE, NOT_BEFORE.plus(lifetime));

    var due = new RenewalPolicy(threshold).due(facts, runtimeId);

    var share = Duration.between(NOT_BEFORE, due).toMillis() / (double) lifetime.toMillis();
    assertThat(share)
        .isLessThanOrEqualTo(1 - threshold)
        .isGreaterThanOrEqualTo((1 - threshold) * 0.85 - 0.001);
  }
}
