package dev.runtimeagent.kubernetes.lease;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Ticker;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.permission.AccessReviews;
import dev.runtimeagent.kubernetes.permission.AgentRights;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Leadership by the Lease {@code runtime-agent} in the namespace of the client certificate's Secret
 * (design, 8). A leader that is killed is followed after at most 16 s, one that ends in order after
 * a second; one that is cut off stops 5 s before another may begin. The wall clock decides nothing.
 *
 * <p>Where there can be no Lease, for want of rights or of the namespace, it is granted without
 * one, which is told: the Go agent's roles do not have it.
 */
public final class KubernetesLeadership implements Leadership {
  private final Candidate candidate;
  private final LeaseTimes times;
  private final String lease;
  private final String identity;
  private final Pause pause;
  private final EventRecorder recorder;
  private String trouble = "";
  private volatile Optional<String> doubt = Optional.empty();
  private volatile Optional<LeaseTerm> latest = Optional.empty();

  /**
   * Makes it.
   *
   * @param identity the pod's UID, or what else is one agent's alone
   */
  public KubernetesLeadership(
      KubernetesApi api,
      String namespace,
      String identity,
      Clock clock,
      Ticker ticker,
      Pause pause,
      EventRecorder recorder) {
    this(
        candidate(api, namespace, identity, clock, ticker, LeaseTimes.STANDARD),
        LeaseTimes.STANDARD,
        namespace,
        identity,
        pause,
        recorder);
  }

  KubernetesLeadership(
      Candidate candidate,
      LeaseTimes times,
      String namespace,
      String identity,
      Pause pause,
      EventRecorder recorder) {
    this.candidate = candidate;
    this.times = times;
    this.lease = namespace + "/" + LeaseRecord.NAME;
    this.identity = identity;
    this.pause = pause;
    this.recorder = recorder;
  }

  static Candidate candidate(
      KubernetesApi api,
      String namespace,
      String identity,
      Clock clock,
      Ticker ticker,
      LeaseTimes times) {
    var reviews = new AccessReviews(api);
    return new Candidate(
        new ApiLeases(api, namespace),
        times,
        identity,
        clock,
        ticker,
        () -> reviews.missing(AgentRights.lease(namespace)));
  }

  @Override
  public Attempt seek(Consumer<String> waiting) throws InterruptedException {
    var told = false;
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      var step = candidate.step();
      doubt =
          step instanceof Candidate.Step.Unsure(var problem, _)
              ? Optional.of(problem)
              : Optional.empty();
      switch (step) {
        case Candidate.Step.Won(var tenure, var releasedBy) -> {
          trouble = "";
          return begin(
              tenure, new Holder(identity, other -> releasedBy.equals(Optional.of(other))));
        }
        case Candidate.Step.Alone(var tenure, var problem) -> {
          // The warning is that of the rights or the namespace that are missing.
          tellOfTrouble(
              Severity.INFO,
              "LeadershipWithoutLease",
              "leading without a Lease: other agents are not kept off",
              problem);
          return begin(tenure, Holder.amongOthers(identity));
        }
        case Candidate.Step.Behind(var leader, var time) -> {
          trouble = "";
          if (!told) {
            told = true;
            waiting.accept(leads(leader));
          }
          pause.hold(time);
        }
        case Candidate.Step.Overtaken(var time) -> pause.hold(time);
        case Candidate.Step.Unsure(var problem, var time) -> {
          tellOfTrouble(
              Severity.WARNING, "LeadershipUnknown", "it cannot be told who leads", problem);
          pause.hold(time);
        }
      }
    }
  }

  @Override
  public Optional<String> doubt() {
    return doubt;
  }

  private Attempt begin(Tenure tenure, Holder holder) throws InterruptedException {
    if (Thread.interrupted()) {
      tenure.release();
      throw new InterruptedException();
    }
    var term = LeaseTerm.begin(tenure, holder, times);
    latest = Optional.of(term);
    return new Attempt.Granted(term);
  }

  /** Whether a term of this agent lasts now. */
  public boolean leads() {
    return latest.filter(LeaseTerm::lasts).isPresent();
  }

  private String leads(String leader) {
    return "agent "
        + leader
        + " holds the Lease "
        + lease
        + "; it is followed when it gives it back, or "
        + seconds(times.duration())
        + " after its last renewal";
  }

  /** Told once, until something else is wrong. */
  private void tellOfTrouble(Severity severity, String reason, String message, String problem) {
    if (!trouble.equals(problem)) {
      trouble = problem;
      recorder.record(new AgentEvent(severity, reason, message, Map.of("problem", problem)));
    }
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }
}
