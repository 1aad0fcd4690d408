package dev.runtimeagent.application.enrolment;

import dev.runtimeagent.application.credential.CheckConnection;
import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.EnrolmentLog;
import dev.runtimeagent.application.credential.InspectCredentials;
import dev.runtimeagent.application.credential.ProveCredential;
import dev.runtimeagent.application.credential.RenewCredential;
import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.inmemory.FakeSigningRequests;
import dev.runtimeagent.application.inmemory.InMemoryApplicationTarget;
import dev.runtimeagent.application.inmemory.InMemoryConfigurationSource;
import dev.runtimeagent.application.inmemory.InMemoryConnectionDocuments;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.simulation.Ports;

/** One life of the process: all use cases about credentials, with nothing in memory yet. */
public final class Life {
  public final CredentialUseCases useCases;
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
    useCases =
        CredentialUseCases.of(
            new Ports(
                new Ports.Compass(connector, director, signingRequests, new FakeCertificates()),
                new Ports.Home(
                    new InMemoryConfigurationSource(),
                    store,
                    journal,
                    new InMemoryConnectionDocuments()),
                new InMemoryApplicationTarget(),
                new Ports.Machine(dial, dial, (_, _) -> {}, () -> 0.5, new DirectWorkers()),
                events));
    custody = useCases.custody();
    log = useCases.log();
    enrol = useCases.enrol();
    prove = useCases.prove();
    renew = useCases.renew();
    check = useCases.check();
    inspect = useCases.inspect();
  }
}
