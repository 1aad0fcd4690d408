package dev.runtimeagent.bootstrap.wiring;

import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.RequestIds;
import dev.runtimeagent.application.operator.AskAgent;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.application.synchronization.PlanSynchronization;

/**
 * What the command line takes out of the object graph of a term, whatever the runtime. A command
 * that only asks or tells has one too, and never leads.
 */
public interface AgentComponent {
  ConnectionDocuments documents();

  AskAgent askAgent();

  SuperviseConnection supervisor();

  PlanSynchronization plan();

  CredentialCustody custody();

  RequestIds requestIds();

  /** Makes the graph of a term, with nothing in memory yet. */
  interface Factory {
    AgentComponent create(Holder holder);
  }
}
