package dev.runtimeagent.bootstrap.architecture.broken.compass;

import java.util.logging.Logger;

/** Uses another log. */
public final class LogsPastTheLog {
  public Logger log() {
    return Logger.getLogger("x");
  }
}
