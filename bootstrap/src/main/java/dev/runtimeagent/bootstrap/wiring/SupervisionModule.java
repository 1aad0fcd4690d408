package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.credential.CheckConnection;
import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.EnrolmentLog;
import dev.runtimeagent.application.credential.InspectCredentials;
import dev.runtimeagent.application.credential.ProveCredential;
import dev.runtimeagent.application.credential.RenewCredential;
import dev.runtimeagent.application.enrolment.EnrolRuntime;
import dev.runtimeagent.application.operator.AskAgent;
import dev.runtimeagent.application.port.Alarm;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Chance;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.application.status.ConnectionDesk;
import dev.runtimeagent.application.supervision.Inbox;
import dev.runtimeagent.application.supervision.PerformEffects;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.application.supervision.SynchronizeRuntime;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.domain.connection.ConnectionMachine;
import dev.runtimeagent.domain.connection.Policy;
import dev.runtimeagent.domain.credential.RenewalPolicy;

/** The supervising loop and what it hands its effects to. */
@Module
final class SupervisionModule {
  private SupervisionModule() {}

  @Provides
  static ConnectionMachine machine(Settings settings) {
    return new ConnectionMachine(
        new Policy(
            settings.controllerSyncPeriod(),
            settings.minimalCompassSyncTime(),
            settings.lostAfter(),
            settings.connectionCheckInterval()));
  }

  @Provides
  static RenewalPolicy renewals(Settings settings) {
    return new RenewalPolicy(settings.certificateRenewalThreshold());
  }

  @Provides
  @PerTerm
  static Inbox inbox(ConfigurationSource configuration) {
    return new Inbox(configuration::read);
  }

  @Provides
  @PerTerm
  static ConnectionDesk desk(
      ConnectionDocuments documents,
      Workers workers,
      Clock clock,
      EventRecorder recorder,
      Inbox inbox) {
    return new ConnectionDesk(documents, workers, clock, recorder, inbox);
  }

  @Provides
  static PerformEffects.UseCases useCases(
      EnrolRuntime enrol,
      ProveCredential prove,
      CheckConnection check,
      RenewCredential renew,
      InspectCredentials inspect,
      SynchronizeRuntime synchronize) {
    return new PerformEffects.UseCases(enrol, prove, check, renew, inspect, synchronize);
  }

  @Provides
  @PerTerm
  static PerformEffects performer(
      Inbox inbox,
      Workers workers,
      EventRecorder recorder,
      PerformEffects.UseCases useCases,
      CredentialCustody custody,
      EnrolmentLog log,
      ConfigurationSource configuration,
      Holder holder,
      RenewalPolicy renewals,
      ConnectionDesk desk,
      SkippedVerification skipped) {
    return new PerformEffects(
        inbox,
        workers,
        recorder,
        useCases,
        custody,
        log,
        configuration,
        holder,
        renewals,
        new PerformEffects.Surroundings(desk::managementInfo, desk::times, skipped::warning));
  }

  @Provides
  @PerTerm
  static SuperviseConnection supervisor(
      ConnectionMachine machine,
      Inbox inbox,
      PerformEffects performer,
      ConnectionDesk desk,
      ConfigurationSource configuration,
      ConnectionDocuments documents,
      ApplicationTarget target,
      Clock clock,
      Chance chance,
      Alarm alarm,
      Workers workers,
      EventRecorder recorder) {
    return new SuperviseConnection(
        machine,
        inbox,
        performer,
        desk,
        configuration,
        documents,
        target,
        clock,
        chance,
        alarm,
        workers,
        recorder);
  }

  @Provides
  static AskAgent askAgent(ConnectionDocuments documents) {
    return new AskAgent(documents);
  }
}
