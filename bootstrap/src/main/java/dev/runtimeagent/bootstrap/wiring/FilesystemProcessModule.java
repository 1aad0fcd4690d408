package dev.runtimeagent.bootstrap.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.bootstrap.process.Background;
import dev.runtimeagent.bootstrap.process.Milestones;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.filesystem.FileLeadership;
import dev.runtimeagent.filesystem.StoreLayout;
import dev.runtimeagent.filesystem.document.DurableFiles;
import javax.inject.Singleton;

/** The folder itself, and the right to work on it. */
@Module
abstract class FilesystemProcessModule {
  private FilesystemProcessModule() {}

  @Provides
  static StoreLayout layout(Settings settings) {
    return new StoreLayout(settings.storeDirectory());
  }

  @Provides
  @Singleton
  static DurableFiles files() {
    return new DurableFiles();
  }

  @Provides
  @Singleton
  static Leadership leadership(StoreLayout layout, DurableFiles files, Clock clock) {
    return new FileLeadership(layout, files, clock);
  }

  /** Nothing: a folder has no rights to check and no nodes to report on. */
  @Provides
  static Background background() {
    return () -> () -> {};
  }

  /** Nobody is told of events on a folder but those whom every process tells. */
  @Binds
  abstract EventRecorder recorder(Milestones milestones);
}
