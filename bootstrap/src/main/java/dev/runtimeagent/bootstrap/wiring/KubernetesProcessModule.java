package dev.runtimeagent.bootstrap.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.bootstrap.process.Background;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.process.Replica;
import dev.runtimeagent.bootstrap.process.SystemTicker;
import dev.runtimeagent.bootstrap.process.ToldTwice;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.kubernetes.Ticker;
import dev.runtimeagent.kubernetes.api.ApiConnection;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.event.KubernetesEvents;
import dev.runtimeagent.kubernetes.lease.KubernetesLeadership;
import dev.runtimeagent.kubernetes.permission.AgentRights;
import dev.runtimeagent.kubernetes.permission.Permissions;
import dev.runtimeagent.kubernetes.report.ClusterReport;
import java.util.List;
import javax.inject.Singleton;

/** The cluster itself, the right to work on it, and who else is told. */
@Module
abstract class KubernetesProcessModule {
  private KubernetesProcessModule() {}

  @Provides
  @Singleton
  static KubernetesApi api(ApiConnection connection, Pause pause) {
    return new KubernetesApi(connection, pause);
  }

  @Provides
  static Ticker ticker() {
    return new SystemTicker();
  }

  @Provides
  @Singleton
  static KubernetesEvents events(KubernetesApi api, Clock clock, Ticker ticker, Pause pause) {
    return KubernetesEvents.begin(api, clock, ticker, pause);
  }

  @Provides
  static EventRecorder recorder(Milestones milestones, KubernetesEvents events) {
    return new ToldTwice(milestones, events);
  }

  @Provides
  @Singleton
  static KubernetesLeadership lease(
      KubernetesApi api,
      Settings settings,
      Replica replica,
      Clock clock,
      Ticker ticker,
      Pause pause,
      EventRecorder recorder) {
    return new KubernetesLeadership(
        api,
        settings.clusterCertificatesSecret().namespace(),
        replica.identity(),
        clock,
        ticker,
        pause,
        recorder);
  }

  @Binds
  abstract Leadership leadership(KubernetesLeadership lease);

  @Provides
  static Background background(
      KubernetesApi api,
      Settings settings,
      KubernetesLeadership lease,
      EventRecorder recorder,
      KubernetesEvents events,
      Pause pause) {
    return () -> {
      var begun =
          List.of(
              Permissions.watch(api, places(settings), recorder, pause),
              ClusterReport.every(settings.metricsLoggingTimeInterval(), lease::leads, api, pause),
              events::close);
      return () -> begun.forEach(Watch::close);
    };
  }

  private static AgentRights.Places places(Settings settings) {
    return new AgentRights.Places(
        settings.configurationLocation().secret(),
        settings.configurationLocation().configMap(),
        settings.clusterCertificatesSecret(),
        settings.caCertificatesSecret(),
        settings.integrationNamespace());
  }
}
