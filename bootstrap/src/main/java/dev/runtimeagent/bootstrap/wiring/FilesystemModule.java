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
import dev.runtimeagent.filesystem.FileConfigurationSource;
import dev.runtimeagent.filesystem.FileConnectionDocuments;
import dev.runtimeagent.filesystem.FileCredentialStore;
import dev.runtimeagent.filesystem.FileEnrolmentJournal;
import dev.runtimeagent.filesystem.StoreLayout;
import dev.runtimeagent.filesystem.document.DurableFiles;
import dev.runtimeagent.filesystem.runtime.FileApplicationTarget;

/** Home and target in one folder. */
@Module
final class FilesystemModule {
  private FilesystemModule() {}

  @Provides
  @PerTerm
  static ConfigurationSource configuration(StoreLayout layout, Clock clock, Pause pause) {
    return new FileConfigurationSource(layout, clock, pause);
  }

  @Provides
  @PerTerm
  static CredentialStore credentials(
      StoreLayout layout, DurableFiles files, Certificates certificates) {
    return new FileCredentialStore(layout, files, certificates);
  }

  @Provides
  @PerTerm
  static EnrolmentJournal journal(StoreLayout layout, DurableFiles files) {
    return new FileEnrolmentJournal(layout, files);
  }

  @Provides
  @PerTerm
  static ConnectionDocuments documents(StoreLayout layout, DurableFiles files) {
    return new FileConnectionDocuments(layout, files);
  }

  @Provides
  @PerTerm
  static ApplicationTarget target(
      StoreLayout layout, DurableFiles files, KymaForm form, Clock clock) {
    return new FileApplicationTarget(layout, files, form, clock);
  }
}
