package dev.runtimeagent.domain.credential;

import dev.runtimeagent.domain.Sha256;
import java.time.Duration;
import java.time.Instant;

/**
 * When to renew a certificate, from the certificate itself (design, 5).
 *
 * @param threshold share of the lifetime that is left when renewal is due at the latest; between 0
 *     and 1, both excluded
 */
public record RenewalPolicy(double threshold) {
  private static final double EARLIEST = 0.85;
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT_AT_THE_END = Duration.ofMinutes(5);

  /** So many tries fit into a lifetime, however short it is. */
  private static final int TRIES_IN_A_LIFETIME = 20;

  private static final Duration SLEPT = Duration.ofHours(24);

  public RenewalPolicy {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold is not between 0 and 1: " + threshold);
    }
  }

  /** The first moment to renew at; Runtimes are spread by their ids over 15 % of the way. */
  public Instant due(CertificateFacts certificate, String runtimeId) {
    var share = (1 - threshold) * (EARLIEST + (1 - EARLIEST) * spread(runtimeId));
    return certificate.notBefore().plus(times(certificate.lifetime(), share));
  }

  /**
   * How long to wait after {@code failures} failed renewals in a row: a minute, doubling up to an
   * hour, but in the last tenth of life, and so as not to sleep through its beginning, at most five
   * minutes; and never so long that a short life would pass by.
   */
  public Duration waitAfter(int failures, CertificateFacts certificate, Instant now) {
    var doubled = FIRST_WAIT.multipliedBy(1L << Math.clamp(failures - 1, 0, 10));
    var wait = shorter(doubled, LONGEST_WAIT);
    var lastTenth = certificate.notAfter().minus(certificate.lifetime().dividedBy(10));
    var untilLastTenth = Duration.between(now, lastTenth);
    if (wait.compareTo(untilLastTenth) > 0) {
      wait = shorter(wait, longer(LONGEST_WAIT_AT_THE_END, untilLastTenth));
    }
    return shorter(wait, shareOfLife(certificate));
  }

  /** Whether to renew at start or after a jump of time, against a coming hibernation. */
  public boolean dueAfterSleep(CertificateFacts certificate, Instant now) {
    var used = Duration.between(certificate.notBefore(), now);
    return used.compareTo(SLEPT) > 0 && used.compareTo(certificate.lifetime().dividedBy(10)) > 0;
  }

  /**
   * For how long a new certificate must be refused before that is believed: 2 minutes, since its
   * {@code notBefore} may be ahead of a server's clock, or less where life is short.
   */
  public static Duration patienceWith(CertificateFacts fresh) {
    return shorter(Duration.ofMinutes(2), shareOfLife(fresh).multipliedBy(2));
  }

  private static Duration shareOfLife(CertificateFacts certificate) {
    return longer(Duration.ofSeconds(1), certificate.lifetime().dividedBy(TRIES_IN_A_LIFETIME));
  }

  /** A number of [0, 1) that is always the same for a Runtime. */
  private static double spread(String runtimeId) {
    return Long.parseLong(Sha256.hex(runtimeId).substring(0, 8), 16) / (double) (1L << 32);
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
