package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.RequestIds;
import dev.runtimeagent.application.enrolment.CredentialUseCases;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.LossAccount;
import dev.runtimeagent.application.status.ConnectionDesk;
import dev.runtimeagent.application.supervision.Inbox;
import dev.runtimeagent.application.supervision.PerformEffects;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.application.supervision.SynchronizeRuntime;
import dev.runtimeagent.application.synchronization.SynchronizeApplications;
import dev.runtimeagent.domain.connection.ConnectionMachine;
import dev.runtimeagent.domain.plan.LossRecord;
import java.util.Optional;

/** The whole core of one term, on whatever ports. */
public record AgentCore(SuperviseConnection supervisor, CredentialUseCases credentials)
    implements PartOfTheCore {
  /** Puts it together as production does. */
  public static AgentCore assemble(Ports ports, Holder holder, Tuning tuning) {
    return assemble(ports, CredentialUseCases.of(ports), holder, tuning);
  }

  /** The same, around use cases that a test looks into. */
  public static AgentCore assemble(
      Ports ports, CredentialUseCases credentials, Holder holder, Tuning tuning) {
    var machine = ports.machine();
    var home = ports.home();
    var inbox = new Inbox(home.configuration()::read);
    var desk =
        new ConnectionDesk(
            home.documents(), machine.workers(), machine.clock(), ports.recorder(), inbox);
    var applications =
        new SynchronizeApplications(
            ports.compass().director(),
            ports.target(),
            machine.workers(),
            machine.clock(),
            ports.recorder(),
            account(credentials.custody()),
            tuning.synchronization());
    var performer =
        new PerformEffects(
            inbox,
            machine.workers(),
            ports.recorder(),
            new PerformEffects.UseCases(
                credentials.enrol(),
                credentials.prove(),
                credentials.check(),
                credentials.renew(),
                credentials.inspect(),
                new SynchronizeRuntime(
                    applications,
                    credentials.custody(),
                    new RequestIds(machine.chance()),
                    desk::approval,
                    ports.recorder())),
            credentials.custody(),
            credentials.log(),
            home.configuration(),
            holder,
            tuning.renewals(),
            new PerformEffects.Surroundings(desk::managementInfo, desk::times, Optional::empty));
    return new AgentCore(
        new SuperviseConnection(
            new ConnectionMachine(tuning.policy()),
            inbox,
            performer,
            desk,
            home.configuration(),
            home.documents(),
            ports.target(),
            machine.clock(),
            machine.chance(),
            machine.alarm(),
            machine.workers(),
            ports.recorder()),
        credentials);
  }

  private static LossAccount account(CredentialCustody custody) {
    return new LossAccount() {
      @Override
      public LossRecord load() {
        return custody.losses();
      }

      @Override
      public Optional<String> save(LossRecord losses) {
        return custody.saveLosses(losses);
      }
    };
  }
}
