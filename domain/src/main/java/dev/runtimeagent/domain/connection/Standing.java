package dev.runtimeagent.domain.connection;

import java.time.Instant;

/**
 * How the credential in use stands with Compass.
 *
 * @param lastProof when Compass last answered in a way that proves the credential
 * @param refusals of the Connector since then
 */
public record Standing(CredentialSummary credential, Instant lastProof, RefusalStreak refusals) {
  Standing proven(Instant at) {
    return new Standing(credential, at, RefusalStreak.NONE);
  }

  Standing refused(Instant at) {
    return new Standing(credential, lastProof, refusals.plus(at));
  }

  Standing using(CredentialSummary newer) {
    return new Standing(newer, lastProof, refusals);
  }

  /** Without a time that a clock left behind which was set back since. */
  Standing notAheadOf(Instant at) {
    return new Standing(credential, lastProof.isAfter(at) ? at : lastProof, refusals);
  }
}
