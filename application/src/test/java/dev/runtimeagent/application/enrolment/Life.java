package dev.runtimeagent.application.enrolment;

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
import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.inmemory.FakeSigningRequests;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.Pause;

/** One life of the process: all use cases about credentials, with nothing in memory yet. */
public final class Life {
  public final CredentialCustody custody;
  public final EnrolmentLog log;
  public final EnrolRuntime enrol;
  public final ProveCredential prove;
  public final RenewCredential renew;
  public final CheckConnection check;
  public final InspectCredentials inspect;
  public final RecordedEvents events = new RecordedEvents();
  public final FakeSigningRequests signingRequests = new FakeSigningRequests();

  public <T extends Clock & Pause> Life(
      T dial,
      Connector connector,
      Director director,
      CredentialStore store,
      EnrolmentJournal journal) {
    var certificates = new FakeCertificates();
    var requestIds = new RequestIds(() -> 0.5);
    custody = new CredentialCustody(store, dial);
    log = new EnrolmentLog(journal, dial, dial);
    var probe = new Probe(connector, director, requestIds, dial);
    var trial = new NextTrial(probe, custody, log, dial);
    var review = new EndpointReview(probe, custody);
    enrol =
        new EnrolRuntime(
            connector,
            new KeyReserve(signingRequests, new DirectWorkers()),
            signingRequests,
            custody,
            log,
            new Issuance(certificates, custody, log, events, dial),
            requestIds,
            events,
            dial);
    prove = new ProveCredential(custody, trial, probe, review);
    renew =
        new RenewCredential(
            connector, signingRequests, certificates, custody, trial, review, requestIds, dial);
    check = new CheckConnection(custody, probe, review);
    inspect = new InspectCredentials(custody, log, probe, dial);
  }
}
