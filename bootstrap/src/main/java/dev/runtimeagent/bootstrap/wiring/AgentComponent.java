package dev.runtimeagent.bootstrap.wiring;

import dagger.BindsInstance;
import dagger.Subcomponent;
import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.RequestIds;
import dev.runtimeagent.application.operator.AskAgent;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.application.synchronization.PlanSynchronization;

/**
 * What the command line takes out of the object graph of a term, whatever the Runtime. A command
 * that only asks or tells has one too, and never leads.
 */
@PerTerm
@Subcomponent(
    modules = {
      CredentialModule.class,
      FacetsModule.class,
      SupervisionModule.class,
      SynchronizationModule.class
    })
public interface AgentComponent {
  ConnectionDocuments documents();

  AskAgent askAgent();

  SuperviseConnection supervisor();

  PlanSynchronization plan();

  CredentialCustody custody();

  RequestIds requestIds();

  /** Makes the graph of a term, with nothing in memory yet. */
  @Subcomponent.Factory
  interface Factory {
    AgentComponent create(@BindsInstance Holder holder);
  }
}
