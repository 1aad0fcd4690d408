package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.containment.ContainedLeadership;
import dev.runtimeagent.application.containment.Containment;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.bootstrap.process.Background;
import java.util.Optional;
import javax.inject.Singleton;

/** The right to work on a Runtime, and what runs beside the work. */
@Module
final class ProcessModule {
  private ProcessModule() {}

  @Provides
  @Singleton
  static Leadership leadership(OpenFacets facets, EventRecorder recorder) {
    return new ContainedLeadership(
        facets.home().leadership(), new Containment(recorder, Processes.SOON));
  }

  @Provides
  static Background background(
      OpenFacets facets, Announcements announcements, EventRecorder recorder) {
    var containment = new Containment(recorder, Processes.SOON);
    return () -> {
      containment
          .<Optional<EventRecorder>>ask(
              "asking who hears of events", facets.home()::events, _ -> Optional.empty())
          .ifPresent(announcements::reach);
      var accompanying = facets.accompany();
      return () -> {
        accompanying.close();
        announcements.close();
        facets.close();
      };
    };
  }
}
