package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.runtime.Home;

/** The Runtime's side of a term: its home and its target. */
@Module
final class FacetsModule {
  private FacetsModule() {}

  @Provides
  @PerTerm
  static Home.Stores stores(OpenFacets facets) {
    return facets.home().stores();
  }

  @Provides
  static ConfigurationSource configuration(Home.Stores stores) {
    return stores.configuration();
  }

  @Provides
  static CredentialStore credentials(Home.Stores stores) {
    return stores.credentials();
  }

  @Provides
  static EnrolmentJournal journal(Home.Stores stores) {
    return stores.journal();
  }

  @Provides
  static ConnectionDocuments documents(Home.Stores stores) {
    return stores.documents();
  }

  @Provides
  @PerTerm
  static ApplicationTarget target(OpenFacets facets) {
    return facets.target().applications();
  }
}
