package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.Director.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets labels of the Runtime in Compass, and only those that differ (B-170, B-171). */
final class EnsureLabels {
  private final Director director;

  EnsureLabels(Director director) {
    this.director = director;
  }

  /**
   * What kept labels from being set.
   *
   * @param problems one for each label that is not set
   * @param retryAfter that Compass asked to slow down, and for how long at least
   */
  record Result(List<String> problems, Optional<Duration> retryAfter) {}

  Result ensure(Access access, Map<String, String> current, Map<String, String> wanted) {
    var problems = new ArrayList<String>();
    var retryAfter = Optional.<Duration>empty();
    for (var label : wanted.entrySet()) {
      var key = label.getKey();
      if (label.getValue().equals(current.get(key))) {
        continue;
      }
      var reply = director.setRuntimeLabel(access, key, label.getValue());
      if (!(reply instanceof Answered<String>(var stored, _))) {
        problems.add("label %s could not be set: %s".formatted(key, reply.problem()));
      } else if (!stored.equals(label.getValue())) {
        problems.add("label %s was set, but Compass has another value".formatted(key));
      }
      if (reply.slowDown().isPresent()) {
        retryAfter = reply.slowDown();
      }
    }
    return new Result(problems, retryAfter);
  }
}
