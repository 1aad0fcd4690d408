package dev.runtimeagent.bootstrap.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.runtimeagent.application.enrolment.Holder;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.compass.http.EnvironmentProxies;
import javax.inject.Singleton;

/** The agent on a folder. */
@Singleton
@Component(
    modules = {
      CompassModule.class,
      CredentialModule.class,
      FilesystemModule.class,
      SupervisionModule.class,
      SynchronizationModule.class,
      TimeModule.class,
      TrustModule.class
    })
public interface FilesystemComponent extends AgentComponent {
  /** Makes the graph. */
  @Component.Factory
  interface Factory {
    FilesystemComponent create(
        @BindsInstance Settings settings,
        @BindsInstance EnvironmentProxies proxies,
        @BindsInstance EventRecorder recorder,
        @BindsInstance Holder holder);
  }
}
