package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({
    "20s, 10s, 0.0, 18s",
    "20s, 10s, 0.5, 20s",
    "20s, 20s, 0.0, 20s",
    "20s, 20s, 0.5, 20s",
    "20s, 30s, 0.5, 30s",
    "60m, 10s, 0.5, 60m"
  })
  void aSyncFollowsAfterThePeriodButNeverTooClosely(
      String period, String minimum, double chance, String next) {
    assertThat(Backoff.untilNextSync(policy(period, minimum), Duration.ZERO, chance))
        .isEqualTo(time(next));
  }

  @ParameterizedTest
  @CsvSource({
    "20s, 10s, 1, 0.5, 20s",
    "20s, 10s, 2, 0.5, 40s",
    "20s, 10s, 4, 0.5, 160s",
    "20s, 10s, 5, 0.5, 5m",
    "20s, 10s, 50, 0.5, 5m",
    "20s, 30s, 1, 0.5, 30s",
    "20s, 18s, 1, 0.0, 18s",
    "10m, 10s, 1, 0.5, 10m",
    "10m, 10s, 9, 0.5, 10m"
  })
  void aFailedFetchDoublesThePeriodUpToFiveMinutesOrToItself(
      String period, String minimum, int failures, double chance, String next) {
    assertThat(Backoff.afterFailedFetch(policy(period, minimum), failures, Duration.ZERO, chance))
        .isEqualTo(time(next));
  }

  @ParameterizedTest
  @CsvSource({
    // Life, time since it began, failures, wait.
    "90d, 60d, 1, 1m",
    "90d, 60d, 2, 2m",
    "90d, 60d, 7, 60m",
    "90d, 60d, 50, 60m",
    "90d, 81d, 7, 5m",
    "90d, 80d, 7, 60m",
    "90d, 90d, 7, 5m",
    "10m, 6m, 1, 30s",
    "10m, 6m, 9, 30s",
    "20m, 6m, 1, 1m",
    "20m, 6m, 2, 2m",
    "30m, 6m, 2, 2m",
    "19m, 6m, 9, 57s"
  })
  void aFailedRenewalWaitsLongerEachTimeAndLessTowardsTheEnd(
      String life, String passed, int failures, String wait) {
    var credential =
        new CredentialSummary(
            "one", "runtime-1", Optional.empty(), true, NOON, NOON.plus(time(life)), NOON);

    var at = NOON.plus(time(passed));

    assertThat(
            Backoff.afterFailedRenewal(failures, credential, Optional.empty(), new Moment(at, 0.5)))
        .isEqualTo(Appointment.in(time(wait), at));
  }

  @Test
  void whoWouldWaitAsLongAnywayWaitsNoLongerThanCompassAsksFor() {
    var minute = Duration.ofMinutes(1);

    assertThat(Backoff.noSoonerThan(Optional.of(minute), minute, noon()))
        .isEqualTo(Appointment.in(minute, NOON));
    assertThat(Backoff.noSoonerThan(Optional.of(minute.plusMillis(1)), minute, noon()))
        .isEqualTo(Appointment.in(Duration.ofMillis(90_001), NOON));
  }

  @ParameterizedTest
  @CsvSource({"10m, 630s", "90d, 2160030s"})
  void aRenewalWaitsAsCompassAsksAndNotUntilTheCertificateHasExpired(String asked, String wait) {
    var credential =
        new CredentialSummary(
            "one", "runtime-1", Optional.empty(), true, NOON, NOON.plus(time("50d")), NOON);

    assertThat(Backoff.afterFailedRenewal(1, credential, Optional.of(time(asked)), noon()).due())
        .isEqualTo(NOON.plus(time(wait)));
  }

  @ParameterizedTest
  @CsvSource({"5s, 15s", "2m, 127500ms", "1d, 607500ms"})
  void aTokenWaitsAsCompassAsksAndNotUntilItHasExpired(String asked, String wait) {
    assertThat(Backoff.afterSent(1, NOON, Optional.of(time(asked)), noon()).due())
        .isEqualTo(NOON.plus(time(wait)));
  }

  private static Policy policy(String period, String minimum) {
    return new Policy(time(period), time(minimum), Duration.ofMinutes(15), Duration.ofHours(24));
  }

  private static Duration time(String text) {
    if (text.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
    }
    var number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofDays(number);
    };
  }
}
