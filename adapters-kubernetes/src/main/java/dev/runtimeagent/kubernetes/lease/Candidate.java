package dev.runtimeagent.kubernetes.lease;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Ticker;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.permission.Right;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One that asks to lead, a step at a time, for as long as the process lives. A Lease that was given
 * back, is its own from before or was never made is taken at once; that of another when it was seen
 * unchanged for its duration.
 *
 * <p>It leads without a Lease where there can be none: the right to it is missing, or its namespace
 * (design, 8). That is found out only while no Lease was ever seen; later, both mean trouble.
 */
final class Candidate {
  /** To see whether a missing right was granted. */
  private static final Duration RARELY = Duration.ofSeconds(60);

  private final Leases leases;
  private final LeaseTimes times;
  private final String identity;
  private final Clock clock;
  private final Ticker ticker;
  private final Supplier<ApiReply<List<Right>>> missingRights;
  private final Rival rival;
  private boolean leaseSeen;

  /** What came of a step. */
  sealed interface Step {
    /**
     * It leads.
     *
     * @param releasedBy who led before and is certainly gone
     */
    record Won(Tenure tenure, Optional<String> releasedBy) implements Step {}

    /** It leads without a Lease. */
    record Alone(Tenure tenure, String problem) implements Step {}

    /**
     * Another leads.
     *
     * @param leader its identity
     * @param pause until the next step
     */
    record Behind(String leader, Duration pause) implements Step {}

    /** Another came first just now; the next step will tell who. */
    record Overtaken(Duration pause) implements Step {}

    /** Nothing is known. */
    record Unsure(String problem, Duration pause) implements Step {}
  }

  /**
   * Makes it.
   *
   * @param missingRights asks which rights to the Lease are missing
   */
  Candidate(
      Leases leases,
      LeaseTimes times,
      String identity,
      Clock clock,
      Ticker ticker,
      Supplier<ApiReply<List<Right>>> missingRights) {
    this.leases = leases;
    this.times = times;
    this.identity = identity;
    this.clock = clock;
    this.ticker = ticker;
    this.missingRights = missingRights;
    this.rival = new Rival(times.duration());
  }

  Step step() {
    return switch (leases.read()) {
      case ApiReply.Ok(var lease) -> seen(lease);
      case ApiReply.NotFound<LeaseRecord> _ -> missing();
      case ApiReply.Conflict<LeaseRecord> _ -> new Step.Overtaken(times.look());
      case ApiReply.Failed(var reason, var problem) -> failed(reason, problem);
    };
  }

  private Step seen(LeaseRecord lease) {
    leaseSeen = true;
    if (lease.holder().isEmpty() || lease.isHeldBy(identity)) {
      return take(lease);
    }
    rival.seen(lease, ticker.nanos());
    return afterRival(lease);
  }

  private Step missing() {
    var lease = LeaseRecord.absent();
    if (leaseSeen) {
      rival.deleted(ticker.nanos(), leases.couldBeCreated(lease));
    }
    return afterRival(lease);
  }

  private Step afterRival(LeaseRecord lease) {
    var left = rival.left(ticker.nanos());
    if (!left.isPositive()) {
      return take(lease);
    }
    var pause = left.compareTo(times.look()) < 0 ? left : times.look();
    return rival
        .name()
        .<Step>map(name -> new Step.Behind(name, pause))
        .orElseGet(() -> new Step.Unsure("the Lease was deleted; a leader makes it anew", pause));
  }

  private Step take(LeaseRecord lease) {
    var asked = ticker.nanos();
    var mine = lease.taken(identity, times.duration(), clock.now());
    return switch (lease.exists() ? leases.update(mine) : leases.create(mine)) {
      case ApiReply.Ok(var held) -> {
        leaseSeen = true;
        yield new Step.Won(
            Tenure.of(leases, times, identity, clock, ticker, held, asked), lease.releasedBy());
      }
      case ApiReply.NotFound<LeaseRecord> _, ApiReply.Conflict<LeaseRecord> _ ->
          new Step.Overtaken(times.look());
      case ApiReply.Failed(var reason, var problem) -> failed(reason, problem);
    };
  }

  private Step failed(Reason reason, String problem) {
    return switch (reason) {
      case FORBIDDEN -> leaseSeen ? unsure(problem) : forbidden(problem);
      case NO_NAMESPACE -> leaseSeen ? unsure(problem) : alone(problem, times.renewal());
      case NOT_SERVED, INVALID, EXPIRED, UNAVAILABLE -> unsure(problem);
    };
  }

  /** A token that is not accepted for a moment is refused, too, so the rights are asked for. */
  private Step forbidden(String problem) {
    return switch (missingRights.get()) {
      case ApiReply.Ok(var missing) when !missing.isEmpty() -> alone(Right.shown(missing), RARELY);
      case ApiReply.Ok<List<Right>> _,
          ApiReply.NotFound<List<Right>> _,
          ApiReply.Conflict<List<Right>> _,
          ApiReply.Failed<List<Right>> _ ->
          unsure(problem);
    };
  }

  private Step alone(String problem, Duration look) {
    return new Step.Alone(Tenure.alone(leases, times, identity, clock, ticker, look), problem);
  }

  private Step unsure(String problem) {
    return new Step.Unsure(problem, times.look());
  }
}
