package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.RequestIds;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.LossAccount;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.application.status.ConnectionDesk;
import dev.runtimeagent.application.supervision.SynchronizeRuntime;
import dev.runtimeagent.application.synchronization.PlanSynchronization;
import dev.runtimeagent.application.synchronization.SyncSettings;
import dev.runtimeagent.application.synchronization.SynchronizeApplications;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.domain.plan.DeletionGuard;
import dev.runtimeagent.domain.plan.LossRecord;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What makes the Runtime hold Compass' Applications. */
@Module
final class SynchronizationModule {
  /** A listing has to fit twice, with the one before, beside all else: 3/8 of the heap for each. */
  private static final long PARTS = 3;

  private static final long OF_ALL = 8;

  private SynchronizationModule() {}

  @Provides
  static SyncSettings syncSettings(Settings settings) {
    return new SyncSettings(
        new DeletionGuard.Settings(
            settings.deletionLimit(),
            settings.deletionHold(),
            settings.deletionHoldAll(),
            Collections.max(
                List.of(settings.controllerSyncPeriod(), settings.minimalCompassSyncTime()))),
        settings.runtimeEventsUrl().toString(),
        settings.runtimeConsoleUrl().toString(),
        Runtime.getRuntime().maxMemory() * PARTS / OF_ALL);
  }

  @Provides
  @PerTerm
  static LossAccount lossAccount(CredentialCustody custody) {
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

  @Provides
  @PerTerm
  static SynchronizeApplications applications(
      Director director,
      ApplicationTarget target,
      Workers workers,
      Clock clock,
      EventRecorder recorder,
      LossAccount account,
      SyncSettings settings) {
    return new SynchronizeApplications(
        director, target, workers, clock, recorder, account, settings);
  }

  @Provides
  @PerTerm
  static SynchronizeRuntime synchronize(
      SynchronizeApplications applications,
      CredentialCustody custody,
      RequestIds requestIds,
      ConnectionDesk desk,
      EventRecorder recorder) {
    return new SynchronizeRuntime(applications, custody, requestIds, desk::approval, recorder);
  }

  @Provides
  static PlanSynchronization plan(
      Director director,
      ApplicationTarget target,
      Clock clock,
      LossAccount account,
      SyncSettings settings) {
    return new PlanSynchronization(director, target, clock, account, settings);
  }
}
