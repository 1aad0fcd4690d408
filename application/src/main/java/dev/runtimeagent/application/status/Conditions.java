package dev.runtimeagent.application.status;

import dev.runtimeagent.application.status.ConnectionDocument.Condition;
import dev.runtimeagent.application.status.ConnectionDocument.Truth;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import dev.runtimeagent.domain.connection.ConnectionState.Synchronized;
import dev.runtimeagent.domain.connection.ConnectionState.Unconfigured;
import dev.runtimeagent.domain.connection.Duties;
import dev.runtimeagent.domain.connection.LostCause;
import dev.runtimeagent.domain.connection.Memory;
import dev.runtimeagent.domain.connection.Pairing;
import dev.runtimeagent.domain.connection.SyncVerdict;
import dev.runtimeagent.domain.credential.Generation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The conditions of design, 7: each with a reason for machines and a sentence for people. */
final class Conditions {
  private static final String COMPLETE = "all four keys are there";

  private final Circumstances now;
  private final Optional<ConnectionDocument> previous;
  private final Instant at;

  Conditions(Circumstances now, Optional<ConnectionDocument> previous, Instant at) {
    this.now = now;
    this.previous = previous;
    this.at = at;
  }

  /** A condition without the time since when it holds. */
  private record Finding(Truth status, String reason, String message) {
    static Finding yes(String reason, String message) {
      return new Finding(Truth.TRUE, reason, message);
    }

    static Finding no(String reason, String message) {
      return new Finding(Truth.FALSE, reason, message);
    }

    static Finding unknown(String reason, String message) {
      return new Finding(Truth.UNKNOWN, reason, message);
    }
  }

  List<Condition> all() {
    return List.of(
        condition("Ready", ready()),
        condition("Configured", configured()),
        condition("CredentialHealthy", credentialHealthy()),
        condition("CredentialDurable", credentialDurable()),
        condition("Connected", connected()),
        condition("Synchronized", isSynchronized()),
        condition("DeletionsHeld", deletionsHeld()),
        condition("ApplicationsRefused", applicationsRefused()),
        condition("TrustVerified", trustVerified()),
        condition("AnotherAgent", anotherAgent()));
  }

  private Condition condition(String type, Finding found) {
    var since =
        previous.stream()
            .flatMap(document -> document.status().conditions().stream())
            .filter(c -> c.type().equals(type) && c.status() == found.status())
            .map(Condition::lastTransitionTime)
            .findFirst()
            .orElse(at.truncatedTo(ChronoUnit.SECONDS));
    return new Condition(type, found.status(), found.reason(), found.message(), since);
  }

  private Finding ready() {
    return switch (now.state()) {
      case Synchronized _ -> Finding.yes("Synchronized", "the Runtime equals what Compass lists");
      case Unconfigured _ -> Finding.no("Unconfigured", "see condition Configured");
      case Connecting _ -> Finding.no("Connecting", "see condition Connected");
      case Connected _ -> Finding.no("NotSynchronized", "see condition Synchronized");
      case Lost _ -> Finding.no("Lost", "see condition Connected");
    };
  }

  private Finding configured() {
    var memory = now.state().memory();
    return switch (memory.configuration()) {
      case ConfigurationReading.Usable(var usable) ->
          Finding.yes(
              "Usable",
              memory
                  .note()
                  .or(() -> differs(usable.runtimeId(), usable.tenant(), memory))
                  .orElse(COMPLETE));
      case ConfigurationReading.Incomplete _ -> Finding.no("Incomplete", hinted(memory));
      case ConfigurationReading.Missing _ -> Finding.no("Missing", hinted(memory));
      case ConfigurationReading.Unreadable _ -> Finding.unknown("Unreadable", hinted(memory));
    };
  }

  /** What to know of a configuration that is not in use while the connection works. */
  Optional<String> hint() {
    var message = configured().message();
    return inUse() && !message.equals(COMPLETE) ? Optional.of(message) : Optional.empty();
  }

  private boolean inUse() {
    return switch (now.state()) {
      case Connected _, Synchronized _ -> true;
      case Unconfigured _, Connecting _, Lost _ -> false;
    };
  }

  private String hinted(Memory memory) {
    var problem = DescribeConnection.configurationProblem(memory.configuration());
    return inUse() ? problem + " (matters at the next reconnect only)" : problem;
  }

  private Optional<String> differs(String runtimeId, String tenant, Memory memory) {
    var other =
        now.generation()
            .filter(
                g -> !g.runtimeId().equals(runtimeId) || !g.tenant().equals(Optional.of(tenant)))
            .isPresent();
    // Of a connection taken over it is not known which token was used for it.
    var fresh =
        !memory.tokens().spent().isEmpty()
            && memory.configuration() instanceof ConfigurationReading.Usable(var usable)
            && memory.tokens().eligible(usable);
    return inUse() && (other || fresh)
        ? Optional.of("the configuration was changed; it takes effect at the next reconnect")
        : Optional.empty();
  }

  private Finding credentialHealthy() {
    var until =
        now.generation()
            .map(Generation::credential)
            .map(c -> "the certificate is valid until " + c.facts().notAfter())
            .orElse("");
    return switch (now.state()) {
      case Connected(_, var upkeep, _) -> maintained(upkeep.duties(), until);
      case Synchronized(_, var upkeep) -> maintained(upkeep.duties(), until);
      case Unconfigured _ -> Finding.no("NoCredential", "there is no certificate yet");
      case Connecting(var memory, _, _, _) ->
          memory.credentialStored()
              ? Finding.unknown("NotProven", "the stored certificate was not proven yet")
              : Finding.no("NoCredential", "there is no certificate yet");
      case Lost(_, var cause, _, _, _) ->
          switch (cause) {
            case LostCause.CredentialRefused(var detail, _) -> Finding.no("Refused", detail);
            case LostCause.CredentialGone(var detail) -> Finding.no("Gone", detail);
            case LostCause.TokenUseless _, LostCause.ConfigurationGone _ ->
                Finding.unknown("NotProven", "the stored certificate was not proven yet");
            case LostCause.CompassSilent(var detail) -> Finding.unknown("CompassSilent", detail);
            case LostCause.CredentialUnreadable(var detail) ->
                Finding.unknown("Unreadable", detail);
          };
    };
  }

  private Finding maintained(Duties duties, String until) {
    if (duties.renewal().problem().isPresent()) {
      return Finding.no("RenewalFailing", duties.renewal().problem().get() + "; " + until);
    }
    if (duties.check().problem().isPresent()) {
      return Finding.unknown("CheckFailing", duties.check().problem().get() + "; " + until);
    }
    var facts = now.generation().map(g -> g.credential().facts());
    if (facts.filter(f -> at.isAfter(f.notAfter()) || at.isBefore(f.notBefore())).isPresent()) {
      return Finding.yes(
          "DatesDisagree",
          until + ", which this machine's clock disagrees with; Compass accepts it");
    }
    return Finding.yes("Valid", until);
  }

  private Finding credentialDurable() {
    if (now.durability().isPresent()) {
      return Finding.no("NotStored", now.durability().get());
    }
    if (now.generation().isEmpty()) {
      return Finding.unknown("NoCredential", "there is nothing to store yet");
    }
    var stored = "key and certificates are stored";
    return now.store()
        .map(trouble -> Finding.yes("StoreTroubled", stored + ", but " + trouble))
        .orElseGet(() -> Finding.yes("Stored", stored));
  }

  private Finding connected() {
    return switch (now.state()) {
      case Connected _, Synchronized _ ->
          Finding.yes("Proven", now.endpoints().orElse("Compass accepts the certificate"));
      case Unconfigured _ -> Finding.no("Unconfigured", "see condition Configured");
      case Connecting(_, var pairing, var probe, _) ->
          Finding.no(
              "Connecting",
              pairing
                  .map(Pairing::problem)
                  .filter(p -> !p.isEmpty())
                  .or(probe::problem)
                  .orElse("the token is being exchanged"));
      case Lost lost ->
          Finding.no("Lost", DescribeConnection.lossInWords(lost, now.generation(), at));
    };
  }

  private Finding isSynchronized() {
    return switch (now.state()) {
      case Synchronized _ -> Finding.yes("Synchronized", "the Runtime equals what Compass lists");
      case Connected connected ->
          connected
              .verdict()
              .map(Conditions::verdict)
              .orElse(Finding.unknown("Pending", "the first synchronization is under way"));
      case Unconfigured _, Connecting _, Lost _ ->
          Finding.unknown("NotConnected", "what the Runtime holds stays as it is meanwhile");
    };
  }

  private static Finding verdict(SyncVerdict verdict) {
    return switch (verdict) {
      case SyncVerdict.Succeeded _ ->
          Finding.yes("Synchronized", "the Runtime equals what Compass lists");
      case SyncVerdict.NotAllApplied(var detail, _) -> Finding.no("NotAllApplied", detail);
      case SyncVerdict.LabelsFailed(var detail, _) -> Finding.no("LabelsFailed", detail);
      case SyncVerdict.FetchFailed(var detail, _, _, _) -> Finding.no("FetchFailed", detail);
      case SyncVerdict.TargetUnreadable(var detail) -> Finding.no("TargetUnreadable", detail);
      case SyncVerdict.WrongRuntime(var detail) -> Finding.no("WrongRuntime", detail);
    };
  }

  private Finding deletionsHeld() {
    return now.held()
        .map(message -> Finding.yes("Held", message))
        .orElse(Finding.no("NothingHeld", "no loss waits"));
  }

  private Finding applicationsRefused() {
    var refused = now.applications().map(a -> a.refused().count()).orElse(0);
    return refused > 0
        ? Finding.yes(
            "Refused",
            "%d Applications cannot be held; see status.applications.refused".formatted(refused))
        : Finding.no("NoneRefused", "every listed Application can be held");
  }

  private Finding anotherAgent() {
    return DescribeConnection.contest(now, at)
        .map(advice -> Finding.yes("WritesToo", advice))
        .orElse(Finding.no("Alone", "no other agent writes this document"));
  }

  private Finding trustVerified() {
    return now.trust()
        .map(problem -> Finding.no("NotVerified", problem))
        .orElse(Finding.yes("Verified", "the server certificates of Compass are verified"));
  }
}
