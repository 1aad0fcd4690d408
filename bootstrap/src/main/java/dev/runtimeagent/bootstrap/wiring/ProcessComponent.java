package dev.runtimeagent.bootstrap.wiring;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.bootstrap.process.Background;

/** What lives as long as the process, whatever the runtime. */
public interface ProcessComponent {
  Clock clock();

  /** Tells of events where this kind of runtime has them told. */
  EventRecorder recorder();

  Leadership leadership();

  Background background();

  /** Makes the agent of each term. */
  AgentComponent.Factory agents();
}
