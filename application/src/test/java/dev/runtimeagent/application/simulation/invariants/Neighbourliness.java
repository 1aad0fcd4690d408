package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.Director.Access;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compass and the store are asked no more often than the settings say, less while Compass fails,
 * and never in step with other agents; whatever operators ask for.
 */
final class Neighbourliness extends Invariant {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(65);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
  private static final double TENTH_LESS = 0.89;
  private static final int PASSES = 8;
  private static final int ROUNDS_OF_AN_OCCASION = 4;
  private static final int CONNECTOR_CALLS = 50;
  private static final int CALLS_OF_AN_OCCASION = 25;
  private static final int STORE_CALLS = 4_000;
  private static final int IN_STEP = 6;

  private static final int PLEAS = 8;

  /**
   * Of one Application: 15 s, 30 s, 1 min… apart, and anew where something else is to be done; five
   * times in a row where somebody keeps changing it.
   */
  private static final int SETBACKS = 20;

  private final Deque<Instant> connectorCalls = new ArrayDeque<>();
  private final Deque<Instant> storeCalls = new ArrayDeque<>();

  /** Until when Compass asked those who ask the Connector to wait. */
  private final Deque<Instant> pleas = new ArrayDeque<>();

  private final Map<String, Deque<Instant>> setbacks = new HashMap<>();
  private final Deque<Instant> rounds = new ArrayDeque<>();
  private final Deque<Instant> connections = new ArrayDeque<>();
  private final Deque<Duration> rhythm = new ArrayDeque<>();
  private Optional<Round> round = Optional.empty();

  /** One synchronization's requests to the Director, which bear one id. */
  private static final class Round {
    final String id;
    final Instant at;
    final int failedBefore;
    final long passesBefore;
    int passes = 1;
    boolean answered;
    boolean tooMuch;
    Optional<Duration> asked = Optional.empty();

    Round(String id, Instant at, int failedBefore, long passesBefore) {
      this.id = id;
      this.at = at;
      this.failedBefore = failedBefore;
      this.passesBefore = passesBefore;
    }
  }

  private Instant connected = Instant.EPOCH;

  Neighbourliness(World world) {
    super(world);
  }

  @Override
  protected void before(PortCall call) {
    if (call.is("Director.applications")) {
      begins(call);
    } else if (call.isOf("Connector")) {
      // What is accepted between two refusals begins the row of tries anew.
      var allowed = CONNECTOR_CALLS + countLately(connections, false);
      count(connectorCalls, allowed, CALLS_OF_AN_OCCASION, call);
      heedsPleas(call);
    } else if (call.isOf("CredentialStore")
        || call.isOf("EnrolmentJournal")
        || call.isOf("ConnectionDocuments")) {
      count(storeCalls, STORE_CALLS, 400, call);
    }
  }

  @Override
  protected void after(PortCall call, @Nullable Object result) {
    if (call.is("Connector.configuration") && result instanceof Answered<?>) {
      connected = world().time().now();
      countLately(connections, true);
    } else if (PortCall.CERTIFICATE_CALLS.contains(call.name())
        && result instanceof Failed<?>(_, _, var after)) {
      after.map(world().time().now()::plus).ifPresent(pleas::add);
    } else if (call.is("Director.applications")) {
      round.ifPresent(r -> {
        r.answered = result instanceof Answered<?> || world().listings().passes() > r.passesBefore;
        r.asked = result instanceof Failed<?>(_, _, var after) ? after : Optional.empty();
        r.tooMuch =
            result instanceof Failed<?>(var kind, _, _)
                && (kind == Failed.Kind.TOO_LARGE || kind == Failed.Kind.TOO_SLOW);
      });
    } else if (call.changesTarget() && result instanceof Outcome.Failed) {
      failed(call);
    } else if (call.is("Director.setRuntimeLabel")
        && result instanceof Failed<?>(_, _, var after)
        && after.isPresent()) {
      round.ifPresent(r -> r.asked = after);
    }
  }

  private void begins(PortCall call) {
    var id = call.argument(Access.class).requestId();
    var now = world().time().now();
    if (round.filter(r -> r.id.equals(id)).isPresent()) {
      // What was too much is asked for again in smaller pages, which is no other pass.
      if (call.argument(PageRequest.class).after().orElse("").isEmpty()
          && !round.get().tooMuch
          && ++round.get().passes > PASSES) {
        broken("a list that moves is fetched %s times in one synchronization", round.get().passes);
      }
      return;
    }
    round.ifPresent(last -> comesLater(last, now));
    isWithinBudget();
    var failed = round.map(r -> r.answered ? 0 : r.failedBefore + 1).orElse(0);
    var streak = excused() ? 0 : failed;
    round = Optional.of(new Round(id, now, streak, world().listings().passes()));
  }

  /** A probe or check waits as asked; a renewal and two certificates may be tried meanwhile. */
  private void heedsPleas(PortCall call) {
    var happenings = world().happenings();
    var now = world().time().now();
    pleas.removeIf(until -> !until.isAfter(now));
    var excused = happenings.occasions(WINDOW) > 0 || happenings.clockSetSince(now.minus(WINDOW));
    if (PortCall.CERTIFICATE_CALLS.contains(call.name()) && !excused && pleas.size() >= PLEAS) {
      broken("Compass asked %s times to wait, and the Connector is asked again", pleas.size());
    }
  }

  /** What cannot be changed is tried less and less often. */
  private void failed(PortCall call) {
    var name =
        call.find(HeldApplication.class)
            .map(HeldApplication::name)
            .orElseGet(() -> call.argument(String.class));
    var lately = countLately(setbacks.computeIfAbsent(name, _ -> new ArrayDeque<>()), true);
    var allowed = SETBACKS + SETBACKS * world().happenings().occasions(WINDOW.multipliedBy(2));
    if (lately > allowed) {
      broken("%s is changed in vain %s times within %s", name, lately, WINDOW);
    }
  }

  private void comesLater(Round last, Instant now) {
    if (excused()) {
      rhythm.clear();
      return;
    }
    var waited = Duration.between(last.at, now);
    var least = last.answered ? minimal() : backoff(last.failedBefore + 1);
    if (waited.toMillis() < least.toMillis() * TENTH_LESS) {
      broken("the next round of requests comes after %s, not %s", waited, least);
    }
    if (last.asked.filter(asked -> waited.compareTo(asked) < 0).isPresent()) {
      broken("Compass asked for %s, and got %s", last.asked.get(), waited);
    }
    rhythm.add(waited);
    if (rhythm.size() > IN_STEP) {
      rhythm.removeFirst();
    }
    if (rhythm.size() == IN_STEP && new HashSet<>(rhythm).size() == 1) {
      broken("rounds of requests come every %s, like those of everybody else", waited);
    }
  }

  /** Whatever asks for more rounds than the period brings, asks for a few of them. */
  private void isWithinBudget() {
    var happenings = world().happenings();
    var regular = (int) (WINDOW.toMillis() / (minimal().toMillis() * TENTH_LESS)) + 1;
    var allowed =
        regular
            + ROUNDS_OF_AN_OCCASION * happenings.occasions(WINDOW.multipliedBy(2))
            + countLately(connections, false);
    var lately = countLately(rounds, true);
    if (lately > allowed && !happenings.clockSetSince(world().time().now().minus(WINDOW))) {
      broken("%s rounds of requests within %s, where %s are enough", lately, WINDOW, allowed);
    }
  }

  /** Whether a person, a start or a new connection is the reason for asking now. */
  private boolean excused() {
    var happenings = world().happenings();
    var since = round.map(r -> r.at).orElse(Instant.EPOCH);
    // Without a watch a wish is heard at the next look.
    return happenings.wishedSince(since.minus(HEARD_WITHIN))
        || happenings.startedSince(since)
        || happenings.clockSetSince(since)
        || connected.isAfter(since);
  }

  private Duration minimal() {
    var policy = world().tuning().policy();
    return policy.minimalSyncTime().compareTo(policy.syncPeriod()) > 0
        ? policy.minimalSyncTime()
        : policy.syncPeriod();
  }

  private Duration backoff(int failures) {
    var period = world().tuning().policy().syncPeriod();
    var doubled = period.multipliedBy(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
  }

  private void count(Deque<Instant> calls, int budget, int perOccasion, PortCall call) {
    var lately = countLately(calls, true);
    var allowed = budget + perOccasion * world().happenings().occasions(WINDOW.multipliedBy(2));
    if (lately > allowed) {
      broken("%s: %s such calls within %s", call.name(), lately, WINDOW);
    }
  }

  /** How many there were within the window, and one more if it is now. */
  private int countLately(Deque<Instant> times, boolean again) {
    var now = world().time().now();
    if (again) {
      times.add(now);
    }
    times.removeIf(at -> at.isBefore(now.minus(WINDOW)));
    return times.size();
  }
}
