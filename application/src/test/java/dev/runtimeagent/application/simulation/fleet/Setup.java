package dev.runtimeagent.application.simulation.fleet;

import java.time.Duration;

/**
 * A fleet, and what befalls it.
 *
 * @param period from one synchronization to the next
 * @param pods of Compass' gateway, each with a limit of its own
 */
record Setup(Kind kind, Incident incident, int agents, Duration period, int pods, long seed) {
  /** Whose agents these are. */
  enum Kind {
    CORE("Runtime Agent"),
    FIXED_PERIOD("fixed period");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** What happens to all of them. */
  enum Incident {
    /** Compass is not there for an hour. */
    OUTAGE(Duration.ofHours(1), Duration.ofMinutes(30)),
    /** All agents are started anew in the same moment. */
    ROLL_OUT(Duration.ZERO, Duration.ofMinutes(15));

    private final Duration duration;
    private final Duration observed;

    Incident(Duration duration, Duration observed) {
      this.duration = duration;
      this.observed = observed;
    }
  }

  /** At first agents are started over this time, and there are no limits. */
  static final Duration STARTED = Duration.ofMinutes(4);

  /** When it happens. */
  static final Duration INCIDENT = STARTED.plusMinutes(6);

  /** When it is over. */
  Duration over() {
    return INCIDENT.plus(incident.duration);
  }

  /** When nobody looks any more. */
  Duration end() {
    return over().plus(incident.observed);
  }

  /** What tells it from the others of a run. */
  String words() {
    return kind.words + ", " + period.toSeconds() + " s";
  }
}
