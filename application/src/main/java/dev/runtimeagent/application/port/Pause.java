package dev.runtimeagent.application.port;

import java.time.Duration;

/** For waiting briefly inside a use case, a moment between two tries of a write, say. */
public interface Pause {
  /** Returns when {@code duration} has passed, or throws if the waiting thread was interrupted. */
  void hold(Duration duration) throws InterruptedException;
}
