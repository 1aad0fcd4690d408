package dev.runtimeagent.kubernetes.lease;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Ticker;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps the Lease, a step at a time. It lasts for some time from before the last renewal that
 * succeeded was sent, which is less than the time after which others take the Lease. Without a
 * Lease it lasts until another is found to have one.
 *
 * <p>Steps come from one thread; {@link #left} may be asked from any.
 */
final class Tenure {
  private final Leases leases;
  private final LeaseTimes times;
  private final String identity;
  private final Clock clock;
  private final Ticker ticker;
  private final Duration lookAlone;
  private LeaseRecord lease;
  private volatile Hold hold;
  private volatile boolean lost;
  private boolean troubled;

  /**
   * What it rests on.
   *
   * @param leased false if there is no Lease
   * @param asked when the request was sent that proved it last
   */
  private record Hold(boolean leased, long asked) {}

  private Tenure(
      Leases leases,
      LeaseTimes times,
      String identity,
      Clock clock,
      Ticker ticker,
      Duration lookAlone,
      LeaseRecord lease,
      Hold hold) {
    this.leases = leases;
    this.times = times;
    this.identity = identity;
    this.clock = clock;
    this.ticker = ticker;
    this.lookAlone = lookAlone;
    this.lease = lease;
    this.hold = hold;
  }

  /** One with {@code lease}, which was asked for at {@code asked}. */
  static Tenure of(
      Leases leases,
      LeaseTimes times,
      String identity,
      Clock clock,
      Ticker ticker,
      LeaseRecord lease,
      long asked) {
    return new Tenure(
        leases, times, identity, clock, ticker, times.look(), lease, new Hold(true, asked));
  }

  /** One without, which looks every {@code look} whether it can have one. */
  static Tenure alone(
      Leases leases, LeaseTimes times, String identity, Clock clock, Ticker ticker, Duration look) {
    return new Tenure(
        leases,
        times,
        identity,
        clock,
        ticker,
        look,
        LeaseRecord.absent(),
        new Hold(false, ticker.nanos()));
  }

  String identity() {
    return identity;
  }

  /** How long it lasts without another renewal; absent if it needs none. */
  Optional<Duration> left() {
    var now = hold;
    if (lost) {
      return Optional.of(Duration.ZERO);
    }
    return now.leased()
        ? Optional.of(times.patience().minusNanos(ticker.nanos() - now.asked()))
        : Optional.empty();
  }

  boolean isOver() {
    return left().filter(left -> !left.isPositive()).isPresent();
  }

  /** How long to wait until the next step. */
  Duration untilStep() {
    if (!hold.leased()) {
      return lookAlone;
    }
    if (troubled) {
      return times.look();
    }
    var wait = times.renewal().minusNanos(ticker.nanos() - hold.asked());
    return wait.isPositive() ? wait : Duration.ZERO;
  }

  /** Renews it, or tries to. */
  void step() {
    var asked = ticker.nanos();
    troubled = true;
    if (lease.exists()) {
      write(leases.update(mine(lease)), asked);
    } else {
      look(asked);
    }
  }

  /** Gives the Lease to whoever comes first. */
  void release() {
    if (isOver() || !lease.exists()) {
      return;
    }
    if (leases.update(lease.released(identity, clock.now())) instanceof ApiReply.Conflict) {
      // Somebody touched it, its annotations, say.
      if (leases.read() instanceof ApiReply.Ok(var now) && now.isHeldBy(identity)) {
        leases.update(now.released(identity, clock.now()));
      }
    }
  }

  private void write(ApiReply<LeaseRecord> reply, long asked) {
    switch (reply) {
      case ApiReply.Ok(var held) -> kept(held, asked);
      case ApiReply.NotFound<LeaseRecord> _, ApiReply.Conflict<LeaseRecord> _ -> look(asked);
      case ApiReply.Failed<LeaseRecord> _ -> {
        // Tried again until the time is over.
      }
    }
  }

  /** Somebody else wrote, or deleted it: another holder, or a passer-by. */
  private void look(long asked) {
    switch (leases.read()) {
      case ApiReply.Ok(var found) -> {
        if (found.holder().isPresent() && !found.isHeldBy(identity)) {
          lost = true;
        } else if (leases.update(mine(found)) instanceof ApiReply.Ok(var held)) {
          kept(held, asked);
        }
      }
      case ApiReply.NotFound<LeaseRecord> _ -> make(asked);
      case ApiReply.Conflict<LeaseRecord> _, ApiReply.Failed<LeaseRecord> _ -> {
        // Tried again until the time is over.
      }
    }
  }

  private void make(long asked) {
    switch (leases.create(mine(LeaseRecord.absent()))) {
      case ApiReply.Ok(var held) -> kept(held, asked);
      case ApiReply.Failed(var reason, _) when reason == Reason.NO_NAMESPACE -> {
        // Where nobody can have a Lease, whoever leads goes on: what it knows is all there is.
        lease = LeaseRecord.absent();
        hold = new Hold(hold.leased(), asked);
        troubled = false;
      }
      case ApiReply.NotFound<LeaseRecord> _,
          ApiReply.Conflict<LeaseRecord> _,
          ApiReply.Failed<LeaseRecord> _ -> {
        // Tried again until the time is over.
      }
    }
  }

  private void kept(LeaseRecord held, long asked) {
    lease = held;
    hold = new Hold(true, asked);
    troubled = false;
  }

  private LeaseRecord mine(LeaseRecord found) {
    return found.taken(identity, times.duration(), clock.now());
  }
}
