package dev.runtimeagent.application.status;

import dev.runtimeagent.application.status.ConnectionDocument.ConnectionTimes;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import dev.runtimeagent.domain.connection.ConnectionEvent;
import dev.runtimeagent.domain.connection.SyncVerdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When things last happened, with the meanings of B-079, B-080 and B-084…B-086. Times of successes
 * are never erased.
 *
 * @param heard whether anything came of anything in this life: before, the document stands as it is
 */
public record Chronicle(
    boolean heard,
    Optional<Instant> lastSync,
    Optional<Instant> lastSuccess,
    Optional<Instant> lastAttempt,
    Optional<Instant> lastSuccessfulFetch,
    Optional<Instant> lastSuccessfulApplication) {

  public static final Chronicle EMPTY =
      new Chronicle(
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** What an earlier life wrote. A time that lies ahead was written by a wrong clock (W-41). */
  public static Chronicle from(ConnectionDocument.Status status, Instant now) {
    var sync = status.synchronization();
    return new Chronicle(
        false,
        past(status.connection().lastSync(), now),
        past(status.connection().lastSuccess(), now),
        past(sync.flatMap(SynchronizationTimes::lastAttempt), now),
        past(sync.flatMap(SynchronizationTimes::lastSuccessfulFetch), now),
        past(sync.flatMap(SynchronizationTimes::lastSuccessfulApplication), now));
  }

  /** With the times of {@code earlier} where this life has none: it may have begun blind. */
  Chronicle completedBy(ConnectionDocument.Status earlier, Instant now) {
    var former = from(earlier, now);
    return new Chronicle(
        heard,
        lastSync.or(former::lastSync),
        lastSuccess.or(former::lastSuccess),
        lastAttempt.or(former::lastAttempt),
        lastSuccessfulFetch.or(former::lastSuccessfulFetch),
        lastSuccessfulApplication.or(former::lastSuccessfulApplication));
  }

  private static Optional<Instant> past(Optional<Instant> time, Instant now) {
    return time.filter(t -> !t.isAfter(now));
  }

  /** The chronicle once {@code event} has happened. */
  public Chronicle after(ConnectionEvent event) {
    var at = Optional.of(event.when().at().truncatedTo(ChronoUnit.SECONDS));
    return switch (event) {
      case ConnectionEvent.CredentialProven _, ConnectionEvent.Renewed _ ->
          new Chronicle(true, at, at, lastAttempt, lastSuccessfulFetch, lastSuccessfulApplication);
      case ConnectionEvent.CredentialIssued _,
          ConnectionEvent.EnrolmentStopped _,
          ConnectionEvent.CredentialRefused _,
          ConnectionEvent.CompassSilent _,
          ConnectionEvent.CredentialUnreadable _,
          ConnectionEvent.RenewalFailed _ ->
          new Chronicle(
              true, at, lastSuccess, lastAttempt, lastSuccessfulFetch, lastSuccessfulApplication);
      case ConnectionEvent.SyncEnded(var verdict, _) ->
          switch (verdict) {
            case SyncVerdict.Succeeded _, SyncVerdict.LabelsFailed _ ->
                new Chronicle(true, lastSync, lastSuccess, at, at, at);
            case SyncVerdict.NotAllApplied _, SyncVerdict.TargetUnreadable _ ->
                new Chronicle(true, lastSync, lastSuccess, at, at, lastSuccessfulApplication);
            case SyncVerdict.FetchFailed _, SyncVerdict.WrongRuntime _ ->
                new Chronicle(
                    true,
                    lastSync,
                    lastSuccess,
                    at,
                    lastSuccessfulFetch,
                    lastSuccessfulApplication);
          };
      // Where nothing is stored, nobody was asked.
      case ConnectionEvent.CredentialMissing _,
          ConnectionEvent.ConfigurationSeen _,
          ConnectionEvent.DocumentMissing _,
          ConnectionEvent.FlagsRaised _,
          ConnectionEvent.LossesApproved _,
          ConnectionEvent.RuntimeDrifted _,
          ConnectionEvent.RepairEnded _,
          ConnectionEvent.OtherAgentWrote _,
          ConnectionEvent.TimePassed _,
          ConnectionEvent.TimeJumped _ ->
          this;
    };
  }

  Optional<SynchronizationTimes> synchronization(Optional<String> error) {
    return lastAttempt.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SynchronizationTimes(
                lastAttempt, lastSuccessfulFetch, lastSuccessfulApplication, error));
  }

  ConnectionTimes connection(ConnectionTimes certificate, Optional<String> error) {
    return new ConnectionTimes(
        certificate.acquired(),
        certificate.notBefore(),
        certificate.notAfter(),
        certificate.established(),
        certificate.renewed(),
        lastSync,
        lastSuccess,
        error);
  }
}
