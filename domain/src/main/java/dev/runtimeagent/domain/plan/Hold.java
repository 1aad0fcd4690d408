package dev.runtimeagent.domain.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Losses that are held.
 *
 * @param start names this hold: whoever approves of it says this
 * @param release when they are done without a word, if they last; absent if never
 * @param message count, names, release time and what to do
 * @param outlook the same for whoever only plans, and knows of no hold that is under way
 */
public record Hold(
    Instant start, Optional<Instant> release, int changes, String message, String outlook) {
  private static final int NAMED = 5;

  static Hold of(
      Instant start, Optional<Instant> release, List<Change> held, Optional<String> keepAll) {
    var first = held.stream().map(Change::name).limit(NAMED).toList();
    var more = held.size() - first.size();
    var names = String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    var until =
        keepAll
            .or(() ->
                release.map(at ->
                    "done at "
                        + at.truncatedTo(ChronoUnit.SECONDS)
                        + " if Compass lacks them until then"))
            .orElse("done only when approved, since what is connected to is not what it was");
    var message =
        "%s held since %s: %s; %s%s"
            .formatted(
                Tally.sentence(held),
                start,
                names,
                until,
                keepAll.isEmpty() ? "; to lose them now: runtime-agent approve" : "");
    var outlook =
        "%s to be held: %s; runtime-agent status tells of a hold that is under way"
            .formatted(Tally.sentence(held), names);
    return new Hold(start, release, held.size(), message, outlook);
  }
}
