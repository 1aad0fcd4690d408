package dev.runtimeagent.application.enrolment;

import dev.runtimeagent.application.credential.AnnouncedEndpoints;
import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.EnrolmentLog;
import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.JournalEntry.Enrolment;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.connection.DistinguishedName;
import dev.runtimeagent.domain.connection.TokenHash;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.Generation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The end of an enrolment: a signed answer is verified and taken into custody. */
public final class Issuance {
  private final Certificates certificates;
  private final CredentialCustody custody;
  private final EnrolmentLog log;
  private final EventRecorder events;
  private final Clock clock;

  public Issuance(
      Certificates certificates,
      CredentialCustody custody,
      EnrolmentLog log,
      EventRecorder events,
      Clock clock) {
    this.certificates = certificates;
    this.custody = custody;
    this.log = log;
    this.events = events;
    this.clock = clock;
  }

  /** Whether a signed answer is a credential of ours. */
  sealed interface Acceptance {
    /** It is in custody as the next generation. */
    record Accepted(Generation generation) implements Acceptance {}

    record Unusable(List<String> problems) implements Acceptance {
      public Unusable {
        problems = List.copyOf(problems);
      }
    }
  }

  /** The credential that this enrolment led to, if it is in custody. */
  Optional<Generation> find(Enrolment enrolment) {
    return custody.stored().inOrder().stream()
        .filter(g -> EnrolmentLog.isSame(g.credential().privateKey(), enrolment.key()))
        .findFirst();
  }

  /**
   * Verifies the answer and takes the credential into custody. What the configuration says of
   * runtime and tenant by now is right, since URL and token are those of the enrolment.
   *
   * @param serverTime the answer's {@code Date}
   */
  Acceptance accept(
      Enrolment enrolment,
      SignedCertificates signed,
      ConnectionConfiguration configuration,
      Optional<Instant> serverTime) {
    return accept(enrolment, signed, configuration.runtimeId(), configuration.tenant(), serverTime);
  }

  /** Takes in what an earlier life had signed and journaled, but not stored as a credential. */
  void recover(Enrolment enrolment) {
    var found = find(enrolment);
    if (found.isPresent()) {
      if (custody.stored().next().filter(found.get()::equals).isEmpty()) {
        log.settle(enrolment.key());
      }
      return;
    }
    var overtaken = custody.current().filter(c -> c.acquired().isAfter(enrolment.at())).isPresent();
    if (enrolment.signed().isPresent() && !overtaken) {
      accept(
          enrolment,
          enrolment.signed().get(),
          enrolment.runtimeId(),
          enrolment.tenant(),
          Optional.empty());
    }
  }

  private Acceptance accept(
      Enrolment enrolment,
      SignedCertificates signed,
      String runtimeId,
      String tenant,
      Optional<Instant> serverTime) {
    var answer = enrolment.answer();
    if (answer.isEmpty()
        || !(DistinguishedName.parse(answer.get().subject())
            instanceof DistinguishedName.Reading.Parsed(var subject))
        || !(AnnouncedEndpoints.of(answer.get())
            instanceof AnnouncedEndpoints.Usable(var endpoints))) {
      return new Acceptance.Unusable(List.of("the answer it belongs to is incomplete"));
    }
    return switch (certificates.check(signed, enrolment.key(), subject.commonName())) {
      case Certificates.Verdict.Bad(var problems) -> new Acceptance.Unusable(problems);
      case Certificates.Verdict.Good(var credential) -> {
        var now = clock.now();
        var generation =
            new Generation(
                credential,
                endpoints,
                Optional.empty(),
                runtimeId,
                Optional.of(tenant),
                now,
                now,
                Optional.empty(),
                false);
        stage(generation, enrolment.configuredToken());
        reportDates(credential, serverTime);
        yield new Acceptance.Accepted(generation);
      }
    };
  }

  private void stage(Generation generation, TokenHash spent) {
    var unstored = custody.stageNext(generation, Optional.of(spent));
    events.record(EnrolmentEvents.issued(generation.credential().facts()));
    unstored.ifPresent(problem -> events.record(EnrolmentEvents.credentialNotStored(problem)));
  }

  /** The probe decides whether a certificate is valid, not our clock: dates are only reported. */
  private void reportDates(ClientCredential credential, Optional<Instant> serverTime) {
    var judged = serverTime.orElseGet(clock::now);
    var facts = credential.facts();
    if (judged.isBefore(facts.notBefore()) || judged.isAfter(facts.notAfter())) {
      events.record(EnrolmentEvents.oddDates(facts, judged));
    }
  }
}
