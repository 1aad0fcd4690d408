package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.credential.CheckConnection;
import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.EndpointReview;
import dev.runtimeagent.application.credential.EnrolmentLog;
import dev.runtimeagent.application.credential.InspectCredentials;
import dev.runtimeagent.application.credential.NextTrial;
import dev.runtimeagent.application.credential.Probe;
import dev.runtimeagent.application.credential.ProveCredential;
import dev.runtimeagent.application.credential.RenewCredential;
import dev.runtimeagent.application.credential.RequestIds;
import dev.runtimeagent.application.enrolment.EnrolRuntime;
import dev.runtimeagent.application.enrolment.Issuance;
import dev.runtimeagent.application.enrolment.KeyReserve;
import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.Chance;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.application.port.Workers;

/** The use cases about the credential. */
@Module
final class CredentialModule {
  private CredentialModule() {}

  @Provides
  @PerTerm
  static CredentialCustody custody(CredentialStore store, Clock clock) {
    return new CredentialCustody(store, clock);
  }

  @Provides
  @PerTerm
  static EnrolmentLog log(EnrolmentJournal journal, Clock clock, Pause pause) {
    return new EnrolmentLog(journal, clock, pause);
  }

  @Provides
  static RequestIds requestIds(Chance chance) {
    return new RequestIds(chance);
  }

  @Provides
  @PerTerm
  static KeyReserve keys(SigningRequests signingRequests, Workers workers) {
    return new KeyReserve(signingRequests, workers);
  }

  @Provides
  @PerTerm
  static Probe probe(Connector connector, Director director, RequestIds ids, Clock clock) {
    return new Probe(connector, director, ids, clock);
  }

  @Provides
  @PerTerm
  static NextTrial trial(Probe probe, CredentialCustody custody, EnrolmentLog log, Clock clock) {
    return new NextTrial(probe, custody, log, clock);
  }

  @Provides
  @PerTerm
  static EndpointReview review(Probe probe, CredentialCustody custody) {
    return new EndpointReview(probe, custody);
  }

  @Provides
  @PerTerm
  static EnrolRuntime enrol(
      Connector connector,
      KeyReserve keys,
      SigningRequests signingRequests,
      Certificates certificates,
      CredentialCustody custody,
      EnrolmentLog log,
      RequestIds ids,
      EventRecorder recorder,
      Clock clock) {
    return new EnrolRuntime(
        connector,
        keys,
        signingRequests,
        custody,
        log,
        new Issuance(certificates, custody, log, recorder, clock),
        ids,
        recorder,
        clock);
  }

  @Provides
  static ProveCredential prove(
      CredentialCustody custody, NextTrial trial, Probe probe, EndpointReview review) {
    return new ProveCredential(custody, trial, probe, review);
  }

  @Provides
  static CheckConnection check(CredentialCustody custody, Probe probe, EndpointReview review) {
    return new CheckConnection(custody, probe, review);
  }

  @Provides
  static RenewCredential renew(
      Connector connector,
      SigningRequests signingRequests,
      Certificates certificates,
      CredentialCustody custody,
      NextTrial trial,
      EndpointReview review,
      RequestIds ids,
      Clock clock) {
    return new RenewCredential(
        connector, signingRequests, certificates, custody, trial, review, ids, clock);
  }

  @Provides
  static InspectCredentials inspect(CredentialCustody custody, Probe probe, Clock clock) {
    return new InspectCredentials(custody, probe, clock);
  }
}
