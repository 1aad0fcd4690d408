package dev.runtimeagent.bootstrap.wiring;

import dagger.BindsInstance;
import dagger.Subcomponent;
import dev.runtimeagent.application.port.Holder;

/** The agent on a folder. */
@PerTerm
@Subcomponent(
    modules = {
      CredentialModule.class,
      FilesystemModule.class,
      SupervisionModule.class,
      SynchronizationModule.class
    })
public interface FilesystemAgent extends AgentComponent {
  /** Makes the graph. */
  @Subcomponent.Factory
  interface Factory extends AgentComponent.Factory {
    @Override
    FilesystemAgent create(@BindsInstance Holder holder);
  }
}
