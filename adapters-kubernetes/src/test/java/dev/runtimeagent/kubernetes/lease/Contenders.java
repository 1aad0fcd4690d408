package dev.runtimeagent.kubernetes.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.permission.Right;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Agents that contend for a Lease, in a time that passes only here. No two may lead at once. */
final class Contenders {
  final OneLease lease = new OneLease();
  final List<Contender> all = new ArrayList<>();
  private long now;

  Contender add(String identity) {
    var contender = new Contender(identity);
    all.add(contender);
    return contender;
  }

  /** Lets time pass, in which everybody steps when it is due. */
  void pass(Duration time) {
    var end = now + time.toNanos();
    while (true) {
      var next =
          all.stream()
              .filter(c -> c.alive)
              .min(Comparator.comparingLong(c -> c.due))
              .filter(c -> c.due <= end);
      if (next.isEmpty()) {
        now = Math.max(now, end);
        check();
        return;
      }
      now = Math.max(now, next.get().due);
      next.get().step();
      check();
    }
  }

  /** Time during a request. */
  void delay(Duration time) {
    now += time.toNanos();
    check();
  }

  Instant time() {
    return Instant.EPOCH.plusNanos(now);
  }

  List<String> leaders() {
    return all.stream().filter(Contender::leads).map(c -> c.identity).toList();
  }

  private void check() {
    assertThat(leaders()).hasSizeLessThan(2);
  }

  /** One agent, with a wall clock and a monotonic clock of its own. */
  final class Contender {
    final String identity;
    final OneLease.Access access = lease.new Access();
    final List<Instant> began = new ArrayList<>();
    final List<Candidate.Step> steps = new ArrayList<>();
    Duration wallClock = Duration.ofDays(20_000);
    ApiReply<List<Right>> missing = new ApiReply.Ok<>(List.of());
    boolean alive = true;
    private final Candidate candidate;
    private Optional<Tenure> tenure = Optional.empty();
    private long due = now;

    private Contender(String identity) {
      this.identity = identity;
      var offset = -identity.hashCode() * 1_000_000_007L;
      this.candidate =
          new Candidate(
              access,
              LeaseTimes.STANDARD,
              identity,
              () -> time().plus(wallClock),
              () -> now + offset,
              () -> missing);
    }

    boolean leads() {
      return alive && tenure.filter(t -> !t.isOver()).isPresent();
    }

    /** No release, no farewell. */
    void kill() {
      alive = false;
    }

    void release() {
      tenure.ifPresent(Tenure::release);
      kill();
    }

    void forbid() {
      access.fault = Optional.of(Reason.FORBIDDEN);
      missing =
          new ApiReply.Ok<>(List.of(new Right("get", Resource.leases("here"), Optional.empty())));
    }

    Candidate.Step lastStep() {
      return steps.getLast();
    }

    private void step() {
      if (tenure.isPresent()) {
        tenure.get().step();
      } else {
        seek();
      }
      var untilNext =
          tenure
              .map(t ->
                  t.left()
                      .filter(left -> left.compareTo(t.untilStep()) < 0)
                      .orElseGet(t::untilStep))
              .orElseGet(() -> pause(lastStep()));
      if (tenure.filter(Tenure::isOver).isPresent()) {
        tenure = Optional.empty();
        untilNext = Duration.ZERO;
      }
      due = now + untilNext.toNanos();
    }

    private void seek() {
      var step = candidate.step();
      steps.add(step);
      tenure =
          switch (step) {
            case Candidate.Step.Won(var won, _) -> Optional.of(won);
            case Candidate.Step.Alone(var won, _) -> Optional.of(won);
            case Candidate.Step.Behind _, Candidate.Step.Overtaken _, Candidate.Step.Unsure _ ->
                Optional.empty();
          };
      tenure.ifPresent(_ -> began.add(time()));
    }

    private static Duration pause(Candidate.Step step) {
      return switch (step) {
        case Candidate.Step.Behind(_, var time) -> time;
        case Candidate.Step.Overtaken(var time) -> time;
        case Candidate.Step.Unsure(_, var time) -> time;
        case Candidate.Step.Won _, Candidate.Step.Alone _ -> Duration.ZERO;
      };
    }
  }
}
