package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorderContract;

class RecordedEventsTest implements EventRecorderContract {
  private final RecordedEvents events = new RecordedEvents();

  @Override
  public EventRecorder open() {
    return events;
  }

  @Override
  public String toldUntil(String reason) throws InterruptedException {
    events.await(1, reason);
    return events.all().toString();
  }

  /** It tells nobody elsewhere. */
  @Override
  public void makeUnreachable() {}
}
