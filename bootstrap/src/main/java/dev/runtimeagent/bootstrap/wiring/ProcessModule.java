package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.bootstrap.process.Background;
import javax.inject.Singleton;

/** The right to work on a Runtime, and what runs beside the work. */
@Module
final class ProcessModule {
  private ProcessModule() {}

  @Provides
  @Singleton
  static Leadership leadership(OpenFacets facets) {
    return facets.home().leadership();
  }

  @Provides
  static Background background(OpenFacets facets, Announcements announcements) {
    return () -> {
      facets.home().events().ifPresent(announcements::reach);
      var accompanying = facets.accompany();
      return () -> {
        accompanying.close();
        facets.close();
      };
    };
  }
}
