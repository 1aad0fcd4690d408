package dev.runtimeagent.bootstrap.logging;

import dev.runtimeagent.application.port.EventRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells what happens in the log. */
public final class LoggedEvents implements EventRecorder {
  private static final Logger log = LoggerFactory.getLogger("dev.runtimeagent");

  /** Exceptions of others may be each other's cause. */
  private static final int CAUSES = 10;

  @Override
  public void record(AgentEvent event) {
    LoggingEventBuilder line =
        switch (event.severity()) {
          case DEBUG -> log.atDebug();
          case INFO -> log.atInfo();
          case WARNING -> log.atWarn();
          case ERROR -> log.atError();
        };
    line = line.addKeyValue("reason", event.reason());
    for (var detail : event.details().entrySet()) {
      line = line.addKeyValue(detail.getKey(), detail.getValue());
    }
    line.log(event.message());
  }

  @Override
  public void bug(String doing, Throwable defect) {
    log.atError()
        .addKeyValue("reason", "Defect")
        .addKeyValue("doing", doing)
        .setCause(new Defect(defect, CAUSES))
        .log("defect of the agent, please report it with this line");
  }

  /** An exception without its message, which may hold what must not be shown. */
  private static final class Defect extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Defect(Throwable original, int causes) {
      super(
          original.getClass().getName(),
          original.getCause() == null || causes == 0
              ? null
              : new Defect(original.getCause(), causes - 1),
          false,
          true);
      setStackTrace(original.getStackTrace());
    }
  }
}
