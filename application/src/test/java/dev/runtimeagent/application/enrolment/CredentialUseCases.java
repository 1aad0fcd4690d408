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
import dev.runtimeagent.application.simulation.Ports;

/** All use cases about credentials, with nothing in memory yet. */
public record CredentialUseCases(
    CredentialCustody custody,
    EnrolmentLog log,
    EnrolRuntime enrol,
    ProveCredential prove,
    RenewCredential renew,
    CheckConnection check,
    InspectCredentials inspect) {

  /** Puts them together as production does. */
  public static CredentialUseCases of(Ports ports) {
    var clock = ports.machine().clock();
    var compass = ports.compass();
    var requestIds = new RequestIds(ports.machine().chance());
    var custody = new CredentialCustody(ports.home().credentials(), clock);
    var log = new EnrolmentLog(ports.home().journal(), clock, ports.machine().pause());
    var probe = new Probe(compass.connector(), compass.director(), requestIds, clock);
    var trial = new NextTrial(probe, custody, log, clock);
    var review = new EndpointReview(probe, custody);
    return new CredentialUseCases(
        custody,
        log,
        new EnrolRuntime(
            compass.connector(),
            new KeyReserve(compass.signingRequests(), ports.machine().workers()),
            compass.signingRequests(),
            custody,
            log,
            new Issuance(compass.certificates(), custody, log, ports.recorder(), clock),
            requestIds,
            ports.recorder(),
            clock),
        new ProveCredential(custody, trial, probe, review),
        new RenewCredential(
            compass.connector(),
            compass.signingRequests(),
            compass.certificates(),
            custody,
            trial,
            review,
            requestIds,
            clock),
        new CheckConnection(custody, probe, review),
        new InspectCredentials(custody, probe, clock));
  }
}
