package dev.runtimeagent.bootstrap.process;

import dev.runtimeagent.application.port.EventRecorder;

/** Tells everything to two, the first of whom hears it first. */
public record ToldTwice(EventRecorder first, EventRecorder second) implements EventRecorder {
  @Override
  public void record(AgentEvent event) {
    first.record(event);
    second.record(event);
  }

  @Override
  public void bug(String doing, Throwable defect) {
    first.bug(doing, defect);
    second.bug(doing, defect);
  }
}
