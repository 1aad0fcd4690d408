package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.domain.connection.RefusalStreak;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.RenewalPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * The proof of a generation that was issued and not used yet. Only refusals that last lead to its
 * end, since a fresh {@code notBefore} may be ahead of a server's clock (design, 4).
 */
public final class NextTrial {
  private final Probe probe;
  private final CredentialCustody custody;
  private final EnrolmentLog log;
  private final Clock clock;
  private String refusedFingerprint = "";
  private RefusalStreak refusals = RefusalStreak.NONE;

  public NextTrial(Probe probe, CredentialCustody custody, EnrolmentLog log, Clock clock) {
    this.probe = probe;
    this.custody = custody;
    this.log = log;
    this.clock = clock;
  }

  /** What a trial came to. */
  sealed interface Trial {
    /** It works, is the current generation now, and the journal is done. */
    record Promoted(Generation generation, Connector.Configuration answer) implements Trial {}

    /** It was refused, and stays for another trial. */
    record StillRefused(String detail) implements Trial {}

    /** It was refused for good, and is gone. */
    record Dropped(String detail) implements Trial {}

    record Unreachable(String detail, Optional<Duration> retryAfter) implements Trial {}
  }

  synchronized Trial run(Generation next) {
    return switch (probe.of(next)) {
      case Probe.Result.Works(var generation, var answer) -> {
        refusals = RefusalStreak.NONE;
        custody.promote(generation);
        log.settle(generation.credential().privateKey());
        yield new Trial.Promoted(generation, answer);
      }
      case Probe.Result.Refused refusal -> refused(next, detail(refusal));
      case Probe.Result.Unreachable(var detail, var retryAfter) ->
          new Trial.Unreachable(detail, retryAfter);
    };
  }

  /** While the certificate before is in use, no token is needed. */
  private String detail(Probe.Result.Refused refusal) {
    return custody
        .current()
        .map(current -> current.credential().facts().notAfter())
        .filter(notAfter -> notAfter.isAfter(clock.now()))
        .map(notAfter ->
            refusal.fact()
                + "; the certificate before it, valid until "
                + notAfter
                + ", stays in use")
        .orElseGet(refusal::detail);
  }

  private Trial refused(Generation next, String detail) {
    if (!refusedFingerprint.equals(next.fingerprint())) {
      refusedFingerprint = next.fingerprint();
      refusals = RefusalStreak.NONE;
    }
    refusals = refusals.plus(clock.now());
    if (!refusals.believedOver(RenewalPolicy.patienceWith(next.credential().facts()))) {
      return new Trial.StillRefused("the new certificate is not accepted yet: " + detail);
    }
    custody.dropNext();
    log.settle(next.credential().privateKey());
    return new Trial.Dropped("the new certificate was never accepted and is given up: " + detail);
  }
}
