package dev.runtimeagent.application.port;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** For telling operators what happens, as it happens: log lines, Kubernetes Events, progress. */
public interface EventRecorder {
  void record(AgentEvent event);

  /**
   * Tells of a defect of the agent itself, once, with its stack but without its message, which may
   * hold what must not be shown.
   *
   * @param doing what was being done, in words
   */
  void bug(String doing, Throwable defect);

  /**
   * Something an operator may want to know.
   *
   * @param reason a word in CamelCase, stable, as Kubernetes Events have it
   * @param message constant for a reason, without full stop; what differs is in {@code details}
   */
  record AgentEvent(Severity severity, String reason, String message, Map<String, String> details) {
    public AgentEvent {
      details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
  }

  /** How much attention something deserves. */
  enum Severity {
    DEBUG,
    INFO,
    WARNING,
    /** A person must act. */
    ERROR
  }
}
