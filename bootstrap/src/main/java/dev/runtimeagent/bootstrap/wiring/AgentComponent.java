package dev.runtimeagent.bootstrap.wiring;

import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.RequestIds;
import dev.runtimeagent.application.enrolment.KeyReserve;
import dev.runtimeagent.application.operator.AskAgent;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.application.synchronization.PlanSynchronization;
import dev.runtimeagent.bootstrap.process.SoleRun;

/** What the command line takes out of the object graph, whatever the runtime. */
public interface AgentComponent {
  Clock clock();

  ConnectionDocuments documents();

  AskAgent askAgent();

  SuperviseConnection supervisor();

  KeyReserve keys();

  SoleRun soleRun();

  PlanSynchronization plan();

  CredentialCustody custody();

  RequestIds requestIds();
}
