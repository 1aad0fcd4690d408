package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.containment.ContainedConfiguration;
import dev.runtimeagent.application.containment.ContainedCredentials;
import dev.runtimeagent.application.containment.ContainedDocuments;
import dev.runtimeagent.application.containment.ContainedJournal;
import dev.runtimeagent.application.containment.ContainedTarget;
import dev.runtimeagent.application.containment.Containment;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.runtime.Home;

/** The Runtime's side of a term: its home and its target. */
@Module
final class FacetsModule {
  private FacetsModule() {}

  @Provides
  @PerTerm
  static Containment containment(EventRecorder recorder) {
    return new Containment(recorder, Containment.PATIENCE);
  }

  @Provides
  @PerTerm
  static Home.Stores stores(OpenFacets facets) {
    return facets.home().stores();
  }

  @Provides
  @PerTerm
  static ConfigurationSource configuration(Home.Stores stores, Containment containment) {
    return new ContainedConfiguration(stores.configuration(), containment);
  }

  @Provides
  @PerTerm
  static CredentialStore credentials(Home.Stores stores, Containment containment) {
    return new ContainedCredentials(stores.credentials(), containment);
  }

  @Provides
  @PerTerm
  static EnrolmentJournal journal(Home.Stores stores, Containment containment) {
    return new ContainedJournal(stores.journal(), containment);
  }

  @Provides
  @PerTerm
  static ConnectionDocuments documents(Home.Stores stores, Containment containment) {
    return new ContainedDocuments(stores.documents(), containment);
  }

  @Provides
  @PerTerm
  static ApplicationTarget target(OpenFacets facets, Containment containment) {
    return new ContainedTarget(facets.target().applications(), containment);
  }
}
