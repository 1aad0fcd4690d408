package dev.runtimeagent.domain.credential;

import dev.runtimeagent.domain.Sha256;
import java.time.Duration;
import java.time.Instant;

/**
 * When a certificate is due to be renewed, from the certificate itself (design, 5).
 *
 * @param threshold share of the lifetime that is left when renewal is due at the latest; between 0
 *     and 1, both excluded
 */
public record RenewalPolicy(double threshold) {
  private static final double EARLIEST = 0.85;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int SHORTEST_SHARE = 10;

  public RenewalPolicy {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold is not between 0 and 1: " + threshold);
    }
  }

  /** The moment to renew at; Runtimes are spread by their ids over 15 % of the way there. */
  public Instant due(CertificateFacts certificate, String runtimeId) {
    var share = (1 - threshold) * (EARLIEST + (1 - EARLIEST) * spread(runtimeId));
    return certificate.notBefore().plusMillis((long) (certificate.lifetime().toMillis() * share));
  }

  /**
   * For how long a new certificate must be refused before that is believed: 2 minutes, since its
   * {@code notBefore} may be ahead of a server's clock (design, 4), but never so long that a short
   * life would pass by.
   */
  public static Duration patienceWith(CertificateFacts fresh) {
    var share = fresh.lifetime().dividedBy(SHORTEST_SHARE);
    return share.compareTo(PATIENCE) < 0 ? share : PATIENCE;
  }

  /** A number of [0, 1) that is always the same for a Runtime. */
  private static double spread(String runtimeId) {
    return Long.parseLong(Sha256.hex(runtimeId).substring(0, 8), 16) / (double) (1L << 32);
  }
}
