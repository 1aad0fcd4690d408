package dev.runtimeagent.application.supervision;

import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.domain.connection.ConnectionEvent;
import dev.runtimeagent.domain.connection.SyncVerdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An attempt that came to nothing, told where it leaves the state as it is.
 *
 * @param reason a stable word for machines
 * @param detail a sentence for people; empty when the attempt succeeded
 */
record Setback(String reason, String message, String detail) {
  AgentEvent event() {
    return new AgentEvent(Severity.WARNING, reason, message, Map.of("why", detail));
  }

  /** The setback, or the end of one, that {@code event} tells of. */
  static Optional<Setback> of(ConnectionEvent event) {
    return switch (event) {
      case ConnectionEvent.EnrolmentStopped(_, var detail, _) -> pairing(detail);
      case ConnectionEvent.CredentialIssued _ -> pairing("");
      case ConnectionEvent.CredentialRefused(var detail, _) -> credential(detail);
      case ConnectionEvent.CompassSilent(var detail, _, _) -> credential(detail);
      case ConnectionEvent.CredentialUnreadable(var problem, _) -> credential(problem);
      case ConnectionEvent.CredentialProven _ -> credential("");
      case ConnectionEvent.RenewalFailed(var detail, _, _) -> renewal(detail);
      case ConnectionEvent.Renewed _ -> renewal("");
      case ConnectionEvent.SyncEnded(var verdict, _) -> synchronization(verdict);
      case ConnectionEvent.ConfigurationSeen _,
          ConnectionEvent.DocumentMissing _,
          ConnectionEvent.FlagsRaised _,
          ConnectionEvent.LossesApproved _,
          ConnectionEvent.CredentialMissing _,
          ConnectionEvent.TimePassed _,
          ConnectionEvent.TimeJumped _ ->
          Optional.empty();
    };
  }

  private static Optional<Setback> pairing(String detail) {
    return Optional.of(new Setback("PairingFailed", "the token gave no certificate", detail));
  }

  private static Optional<Setback> credential(String detail) {
    return Optional.of(
        new Setback("CredentialNotProven", "the certificate could not be proven", detail));
  }

  private static Optional<Setback> renewal(String detail) {
    return Optional.of(new Setback("RenewalFailed", "the certificate was not renewed", detail));
  }

  private static Optional<Setback> synchronization(SyncVerdict verdict) {
    return Optional.of(
        new Setback("SynchronizationFailed", "the Runtime is not synchronized", verdict.detail()));
  }

  /** What was told last of each kind, so that what repeats is told once. */
  static final class Told {
    private final Map<String, String> details = new HashMap<>();

    boolean isNews(Setback setback) {
      var before = details.put(setback.reason(), setback.detail());
      return !setback.detail().isEmpty() && !setback.detail().equals(before);
    }
  }
}
