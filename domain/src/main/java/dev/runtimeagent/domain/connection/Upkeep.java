package dev.runtimeagent.domain.connection;

import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a proven connection alive.
 *
 * @param drift of the Runtime from the last complete listing
 * @param running what is being done now
 * @param exchange of a token that was begun before the credential worked again, and whose next
 *     token is in hand: it goes on meanwhile, as no token is given up
 */
public record Upkeep(
    Standing standing,
    Duties duties,
    Drift drift,
    Optional<Task> running,
    Wishes wishes,
    Optional<Pairing> exchange) {

  /** The upkeep that begins with a proof, or at start with one of an earlier life. */
  static Upkeep beginning(CredentialSummary credential, Policy policy, Instant at) {
    return new Upkeep(
        new Standing(credential, at, RefusalStreak.NONE),
        Duties.beginning(credential, policy, at),
        Drift.NONE,
        Optional.empty(),
        Wishes.NONE,
        Optional.empty());
  }

  Upkeep with(Standing newer) {
    return new Upkeep(newer, duties, drift, running, wishes, exchange);
  }

  Upkeep with(Duties newer) {
    return new Upkeep(standing, newer, drift, running, wishes, exchange);
  }

  Upkeep with(Drift newer) {
    return new Upkeep(standing, duties, newer, running, wishes, exchange);
  }

  Upkeep with(Wishes newer) {
    return new Upkeep(standing, duties, drift, running, newer, exchange);
  }

  Upkeep running(Optional<Task> task) {
    return new Upkeep(standing, duties, drift, task, wishes, exchange);
  }

  Upkeep exchanging(Optional<Pairing> pairing) {
    return new Upkeep(standing, duties, drift, running, wishes, pairing);
  }

  /** A renewal that fails goes on as it was, unless the newer one is due at another time. */
  Upkeep using(CredentialSummary newer) {
    var same = newer.renewalDue().equals(standing.credential().renewalDue());
    return with(standing.using(newer))
        .with(same ? duties : duties.renewing(Duty.of(newer.renewal())));
  }

  /** Synchronizes at once, and once more if that is being done already. */
  Upkeep syncingAt(Instant at) {
    var again = wishes.resync() || running.equals(Optional.of(Task.SYNCHRONIZE));
    return with(duties.syncing(duties.sync().hurried(at))).with(wishes.resync(again));
  }

  /** Whether Compass has been silent for too long by {@code at}, and something failed since. */
  boolean silentTooLong(Policy policy, Instant at) {
    return (duties.sync().failures() > 0 || duties.check().failures() > 0)
        && !at.isBefore(standing.lastProof().plus(policy.lostAfter()));
  }
}
