package dev.runtimeagent.bootstrap.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.process.Replica;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.compass.http.EnvironmentProxies;
import dev.runtimeagent.kubernetes.api.ApiConnection;
import javax.inject.Singleton;

/** A process that works on a cluster. */
@Singleton
@Component(
    modules = {
      CompassModule.class,
      KubernetesProcessModule.class,
      TimeModule.class,
      TrustModule.class
    })
public interface KubernetesComponent extends ProcessComponent {
  @Override
  KubernetesAgent.Factory agents();

  /** Makes the graph. */
  @Component.Factory
  interface Factory {
    KubernetesComponent create(
        @BindsInstance Settings settings,
        @BindsInstance EnvironmentProxies proxies,
        @BindsInstance Milestones milestones,
        @BindsInstance ApiConnection connection,
        @BindsInstance Replica replica);
  }
}
