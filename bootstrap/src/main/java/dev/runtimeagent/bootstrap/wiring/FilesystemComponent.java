package dev.runtimeagent.bootstrap.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.compass.http.EnvironmentProxies;
import javax.inject.Singleton;

/** A process that works on a folder. */
@Singleton
@Component(
    modules = {
      CompassModule.class,
      FilesystemProcessModule.class,
      TimeModule.class,
      TrustModule.class
    })
public interface FilesystemComponent extends ProcessComponent {
  @Override
  FilesystemAgent.Factory agents();

  /** Makes the graph. */
  @Component.Factory
  interface Factory {
    FilesystemComponent create(
        @BindsInstance Settings settings,
        @BindsInstance EnvironmentProxies proxies,
        @BindsInstance Milestones milestones);
  }
}
