package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.bootstrap.process.SoleRun;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.filesystem.FileConfigurationSource;
import dev.runtimeagent.filesystem.FileConnectionDocuments;
import dev.runtimeagent.filesystem.FileCredentialStore;
import dev.runtimeagent.filesystem.FileEnrolmentJournal;
import dev.runtimeagent.filesystem.StoreLayout;
import dev.runtimeagent.filesystem.document.DurableFiles;
import dev.runtimeagent.filesystem.runtime.FileApplicationTarget;
import javax.inject.Singleton;

/** Home and target in one folder. */
@Module
final class FilesystemModule {
  private FilesystemModule() {}

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
  static ConfigurationSource configuration(StoreLayout layout, Clock clock, Pause pause) {
    return new FileConfigurationSource(layout, clock, pause);
  }

  @Provides
  @Singleton
  static CredentialStore credentials(
      StoreLayout layout, DurableFiles files, Certificates certificates) {
    return new FileCredentialStore(layout, files, certificates);
  }

  @Provides
  @Singleton
  static EnrolmentJournal journal(StoreLayout layout, DurableFiles files) {
    return new FileEnrolmentJournal(layout, files);
  }

  @Provides
  @Singleton
  static ConnectionDocuments documents(StoreLayout layout, DurableFiles files) {
    return new FileConnectionDocuments(layout, files);
  }

  @Provides
  @Singleton
  static ApplicationTarget target(
      StoreLayout layout, DurableFiles files, KymaForm form, Clock clock) {
    return new FileApplicationTarget(layout, files, form, clock);
  }

  @Provides
  static SoleRun soleRun(StoreLayout layout, DurableFiles files, Clock clock) {
    return new SoleStoreRun(layout, files, clock);
  }
}
