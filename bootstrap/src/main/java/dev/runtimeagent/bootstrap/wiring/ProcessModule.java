package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.containment.ContainedLeadership;
import dev.runtimeagent.application.containment.Containment;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.bootstrap.process.Background;
import java.time.Duration;
import java.util.Optional;
import javax.inject.Singleton;

/** The right to work on a Runtime, and what runs beside the work. */
@Module
final class ProcessModule {
  private ProcessModule() {}

  /** For what a probe waits for, or the end of the process. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @Provides
  @Singleton
  static Leadership leadership(OpenFacets facets, EventRecorder recorder) {
    return new ContainedLeadership(facets.home().leadership(), new Containment(recorder, SOON));
  }

  @Provides
  static Background background(
      OpenFacets facets, Announcements announcements, EventRecorder recorder) {
    var containment = new Containment(recorder, SOON);
    return () -> {
      containment
          .<Optional<EventRecorder>>ask(
              "asking who hears of events", facets.home()::events, _ -> Optional.empty())
          .ifPresent(announcements::reach);
      var accompanying = containment.watch("accompanying the agent", facets::accompany);
      return () -> {
        accompanying.close();
        announcements.close();
        containment.tell("closing the Runtime", facets::close);
      };
    };
  }
}
