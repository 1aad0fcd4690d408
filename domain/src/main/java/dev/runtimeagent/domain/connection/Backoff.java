package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long to wait before trying again (design, 3 and 6). */
public final class Backoff {
  /** While another agent may still be exchanging the token, which only the store is asked for. */
  static final Duration WHILE_WITH_ANOTHER = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** What is left of a pace after each listing that comes. */
  private static final double EASED = 0.9;

  private Backoff() {}

  /** {@code first}, doubled with each further failure, up to {@code most}. */
  public static Duration doubling(int failures, Duration first, Duration most) {
    var factor = 1L << Math.clamp(failures - 1L, 0, 30);
    var seconds = Math.min(most.toMillis(), Math.multiplyExact(first.toMillis(), factor));
    return Duration.ofMillis(seconds);
  }

  /** After an attempt in which no token was sent: 1 s to 60 s, with full jitter. */
  static Duration afterUnsent(int failures, double chance) {
    var ceiling = doubling(failures, Duration.ofSeconds(2), Duration.ofMinutes(1));
    var least = Duration.ofSeconds(1);
    return least.plus(scaled(ceiling.minus(least), chance));
  }

  /**
   * After an attempt in which a token was sent in vain. What Compass asks for counts up to 10 min,
   * since the token lives for an hour (P 1.5).
   */
  static Appointment afterSent(
      int times, Instant first, Optional<Duration> retryAfter, Moment when) {
    var asked = retryAfter.map(delay -> shorter(delay, Duration.ofMinutes(10)));
    return noSoonerThan(asked, afterRefusal(times, first, when.at()), when);
  }

  /** After a refused token: 15 s, 60 s, then every 5 min, and hourly after a day. */
  static Duration afterRefusal(int times, Instant first, Instant at) {
    if (!at.isBefore(first.plus(Duration.ofDays(1)))) {
      return Duration.ofHours(1);
    }
    return switch (times) {
      case 0, 1 -> Duration.ofSeconds(15);
      case 2 -> Duration.ofMinutes(1);
      default -> LONGEST;
    };
  }

  /** Between probes of a stored credential that does not work. */
  static Duration betweenProbes(int failures, double chance) {
    return jittered(doubling(failures, Duration.ofSeconds(5), LONGEST), chance);
  }

  /** The sync period or the pace, a tenth more or less, so that a fleet spreads. */
  static Duration untilNextSync(Policy policy, Duration pace, double chance) {
    return longer(jittered(longer(policy.syncPeriod(), pace), chance), policy.minimalSyncTime());
  }

  /**
   * After Compass failed to give a listing: the period doubled, up to 5 min or the period; and no
   * sooner than by the pace.
   */
  static Duration afterFailedFetch(Policy policy, int failures, Duration pace, double chance) {
    var doubled = doubling(failures, policy.syncPeriod(), longestPace(policy));
    return longer(jittered(longer(doubled, pace), chance), policy.minimalSyncTime());
  }

  /** The pace after Compass asked to slow down: half as fast as before. */
  static Duration slowed(Policy policy, Duration pace) {
    return doubling(2, longer(policy.syncPeriod(), pace), longestPace(policy));
  }

  /**
   * The pace after a listing came: a little faster, until it is the period again. All Runtimes
   * share one limit: who went back to the period at once would take what others wait for.
   */
  static Duration eased(Policy policy, Duration pace) {
    var faster = scaled(pace, EASED);
    return faster.compareTo(policy.syncPeriod()) > 0 ? faster : Duration.ZERO;
  }

  /**
   * What Compass asked for, if that is longer than one would wait anyway; and a part of that wait
   * on top, for it may have asked everybody to come back at the same time.
   */
  static Appointment noSoonerThan(Optional<Duration> retryAfter, Duration wait, Moment when) {
    var longer =
        retryAfter
            .filter(asked -> asked.compareTo(wait) > 0)
            .map(asked -> asked.plus(scaled(wait, when.chance())));
    return Appointment.in(longer.orElse(wait), when.at());
  }

  /**
   * After a failed renewal. What Compass asks for counts up to half of what is left of the
   * certificate's life.
   */
  static Appointment afterFailedRenewal(
      int failures, CredentialSummary credential, Optional<Duration> retryAfter, Moment when) {
    var half = Duration.between(when.at(), credential.notAfter()).dividedBy(2);
    return noSoonerThan(
        retryAfter.map(delay -> shorter(delay, half)),
        betweenRenewals(failures, credential, when.at()),
        when);
  }

  /** 1 min doubled to 1 h, at most 5 min in the last tenth of life. */
  private static Duration betweenRenewals(int failures, CredentialSummary credential, Instant at) {
    var life = Duration.between(credential.acquired(), credential.notAfter());
    var lastTenth = credential.notAfter().minus(life.dividedBy(10));
    var most = at.isBefore(lastTenth) ? Duration.ofHours(1) : LONGEST;
    var wait = doubling(failures, Duration.ofMinutes(1), most);
    // A certificate that lives for minutes would be dead before a minute has passed.
    var share = life.dividedBy(20);
    return wait.compareTo(share) > 0 && share.compareTo(Duration.ofMinutes(1)) < 0 ? share : wait;
  }

  private static Duration longestPace(Policy policy) {
    return longer(policy.syncPeriod(), LONGEST);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration jittered(Duration period, double chance) {
    return scaled(period, 0.9 + 0.2 * chance);
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofMillis(Math.round(duration.toMillis() * factor));
  }
}
