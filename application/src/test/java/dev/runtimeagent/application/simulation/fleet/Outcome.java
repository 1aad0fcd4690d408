package dev.runtimeagent.application.simulation.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a fleet.
 *
 * @param back how long after the incident each agent was synchronized again for the first time, of
 *     those that were, in order
 */
record Outcome(Setup setup, Traffic traffic, List<Duration> back) {
  /** When so many percent of the agents were back; absent if they were not while observed. */
  Optional<Duration> back(int percent) {
    var count = Math.ceilDiv(setup.agents() * percent, 100);
    return back.size() < count ? Optional.empty() : Optional.of(back.get(count - 1));
  }

  /** Tells two runs apart that should be one. */
  int digest() {
    return 31 * traffic.digest() + back.hashCode();
  }
}
