package dev.runtimeagent.bootstrap.process;

import dev.runtimeagent.application.port.Pause;
import java.time.Duration;

/** Waits by sleeping. */
public final class SleepingPause implements Pause {
  @Override
  public void hold(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }
}
