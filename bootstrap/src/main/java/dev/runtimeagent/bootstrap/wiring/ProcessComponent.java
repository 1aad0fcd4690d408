package dev.runtimeagent.bootstrap.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.bootstrap.process.Background;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.compass.http.EnvironmentAuthorities;
import dev.runtimeagent.compass.http.EnvironmentProxies;
import javax.inject.Singleton;

/** What lives as long as the process, whatever the Runtime. */
@Singleton
@Component(
    modules = {
      CompassModule.class,
      ProcessModule.class,
      SurroundingsModule.class,
      TrustModule.class
    })
public interface ProcessComponent {
  Clock clock();

  Pause pause();

  /** Tells of events where this kind of Runtime has them told. */
  EventRecorder recorder();

  Leadership leadership();

  Background background();

  /** Makes the agent of each term. */
  AgentComponent.Factory agents();

  /** Makes the graph. */
  @Component.Factory
  interface Factory {
    ProcessComponent create(
        @BindsInstance Settings settings,
        @BindsInstance EnvironmentProxies proxies,
        @BindsInstance EnvironmentAuthorities authorities,
        @BindsInstance Surroundings surroundings,
        @BindsInstance Announcements announcements,
        @BindsInstance OpenFacets facets);
  }
}
