package dev.runtimeagent.bootstrap.wiring;

import dagger.BindsInstance;
import dagger.Subcomponent;
import dev.runtimeagent.application.port.Holder;

/** The agent in a cluster. */
@PerTerm
@Subcomponent(
    modules = {
      CredentialModule.class,
      KubernetesModule.class,
      SupervisionModule.class,
      SynchronizationModule.class
    })
public interface KubernetesAgent extends AgentComponent {
  /** Makes the graph. */
  @Subcomponent.Factory
  interface Factory extends AgentComponent.Factory {
    @Override
    KubernetesAgent create(@BindsInstance Holder holder);
  }
}
