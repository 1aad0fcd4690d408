package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a proven connection alive.
 *
 * @param lastProof when Compass last answered in a way that proves the credential
 * @param refusals of the Connector since then
 * @param drift of the Runtime from the last complete listing
 * @param connectorAsked whether the Connector was asked in this failing streak of the Director
 * @param running what is being done now
 * @param resync whether to synchronize once more when that is done
 * @param reconnect whether to connect anew when that is done
 * @param exchange of a token that was begun before the credential worked again, and whose next
 *     token is in hand: it goes on meanwhile, as no token is given up
 */
public record Upkeep(
    CredentialSummary credential,
    Instant lastProof,
    RefusalStreak refusals,
    Duty sync,
    Duty check,
    Duty renewal,
    Drift drift,
    boolean connectorAsked,
    Optional<Task> running,
    boolean resync,
    boolean reconnect,
    Optional<Pairing> exchange) {
  private static final Duration LONGEST_CHECK_WAIT = Duration.ofMinutes(6);
  private static final Duration LONGEST_RENEWAL_WAIT = Duration.ofHours(1);

  /** The upkeep that begins with a proof, or at start with one of an earlier life. */
  static Upkeep beginning(CredentialSummary credential, Policy policy, Instant at) {
    return new Upkeep(
        credential,
        at,
        RefusalStreak.NONE,
        Duty.dueAt(at),
        Duty.dueAt(at.plus(policy.checkInterval())),
        Duty.dueAt(credential.renewalDue()),
        Drift.NONE,
        false,
        Optional.empty(),
        false,
        false,
        Optional.empty());
  }

  /** A failing maintenance, in words. */
  public Optional<String> trouble() {
    return check.problem().or(renewal::problem);
  }

  Upkeep proven(Instant at) {
    return new Upkeep(
        credential,
        at,
        RefusalStreak.NONE,
        sync,
        check,
        renewal,
        drift,
        connectorAsked,
        running,
        resync,
        reconnect,
        exchange);
  }

  Upkeep refused(Instant at) {
    return new Upkeep(
        credential,
        lastProof,
        refusals.plus(at),
        sync,
        check,
        renewal,
        drift,
        connectorAsked,
        running,
        resync,
        reconnect,
        exchange);
  }

  /** Synchronizes at once, and once more if that is being done already. */
  Upkeep syncingAt(Instant at) {
    return syncing(sync.movedTo(at))
        .wishing(resync || running.equals(Optional.of(Task.SYNCHRONIZE)), reconnect);
  }

  Upkeep using(CredentialSummary newer) {
    return new Upkeep(
        newer,
        lastProof,
        refusals,
        sync,
        check,
        newer.renewalDue().equals(credential.renewalDue())
            ? renewal
            : Duty.dueAt(newer.renewalDue()),
        drift,
        connectorAsked,
        running,
        resync,
        reconnect,
        exchange);
  }

  Upkeep syncing(Duty duty) {
    return new Upkeep(
        credential,
        lastProof,
        refusals,
        duty,
        check,
        renewal,
        drift,
        connectorAsked,
        running,
        resync,
        reconnect,
        exchange);
  }

  Upkeep checking(Duty duty) {
    return new Upkeep(
        credential,
        lastProof,
        refusals,
        sync,
        duty,
        renewal,
        drift,
        connectorAsked,
        running,
        resync,
        reconnect,
        exchange);
  }

  Upkeep renewing(Duty duty) {
    return new Upkeep(
        credential,
        lastProof,
        refusals,
        sync,
        check,
        duty,
        drift,
        connectorAsked,
        running,
        resync,
        reconnect,
        exchange);
  }

  Upkeep drifting(Drift newer) {
    return new Upkeep(
        credential,
        lastProof,
        refusals,
        sync,
        check,
        renewal,
        newer,
        connectorAsked,
        running,
        resync,
        reconnect,
        exchange);
  }

  Upkeep askedConnector(boolean asked) {
    return new Upkeep(
        credential,
        lastProof,
        refusals,
        sync,
        check,
        renewal,
        drift,
        asked,
        running,
        resync,
        reconnect,
        exchange);
  }

  Upkeep running(Optional<Task> task) {
    return new Upkeep(
        credential,
        lastProof,
        refusals,
        sync,
        check,
        renewal,
        drift,
        connectorAsked,
        task,
        resync,
        reconnect,
        exchange);
  }

  Upkeep wishing(boolean resyncAgain, boolean reconnectThen) {
    return new Upkeep(
        credential,
        lastProof,
        refusals,
        sync,
        check,
        renewal,
        drift,
        connectorAsked,
        running,
        resyncAgain,
        reconnectThen,
        exchange);
  }

  Upkeep exchanging(Optional<Pairing> pairing) {
    return new Upkeep(
        credential,
        lastProof,
        refusals,
        sync,
        check,
        renewal,
        drift,
        connectorAsked,
        running,
        resync,
        reconnect,
        pairing);
  }

  /** Without times that a clock left behind which was set back since. */
  Upkeep notAheadOf(Instant at, Policy policy) {
    var latestSync = at.plus(Backoff.longestSyncWait(policy));
    return new Upkeep(
        credential,
        lastProof.isAfter(at) ? at : lastProof,
        refusals,
        sync.due().isAfter(latestSync) ? sync.movedTo(at) : sync,
        check.retriedWithin(LONGEST_CHECK_WAIT, at),
        renewal.retriedWithin(LONGEST_RENEWAL_WAIT, at),
        drift,
        connectorAsked,
        running,
        resync,
        reconnect,
        exchange);
  }

  /** Whether Compass has been silent for too long by {@code at}, and something failed since. */
  boolean silentTooLong(Policy policy, Instant at) {
    return (sync.failures() > 0 || check.failures() > 0)
        && !at.isBefore(lastProof.plus(policy.lostAfter()));
  }
}
