package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.synchronization.Catalog.applications;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.domain.catalog.Application;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A target is asked once what an Application would be, and again once that was of no interest. */
class RememberedFittingsTest {
  private final SyncWorld world = new SyncWorld();
  private final Asked target = new Asked(world.target);
  private final SynchronizeApplications synchronize =
      new SynchronizeApplications(
          world.compass,
          target,
          new DirectWorkers(),
          world.dial,
          world.events,
          world.account,
          SyncWorld.SETTINGS);

  @Test
  void isAskedAboutWhatIsNew() {
    synchronizeTo(2);
    synchronizeTo(3);

    assertThat(target.names).containsExactly("app-0", "app-1", "app-2");
  }

  @Test
  void isAskedAboutWhatComesBack() {
    synchronizeTo(2);
    synchronizeTo(1);
    synchronizeTo(1);
    synchronizeTo(2);

    assertThat(target.names).containsExactly("app-0", "app-1", "app-1");
  }

  private void synchronizeTo(int applications) {
    world.list(applications(0, applications));
    SyncWorld.applied(synchronize.run(world.request()));
  }

  private static final class Asked extends ForwardingTarget {
    private final List<String> names = new ArrayList<>();

    Asked(ApplicationTarget target) {
      super(target);
    }

    @Override
    public Fit fit(Application application, String name) {
      names.add(name);
      return super.fit(application, name);
    }
  }
}
