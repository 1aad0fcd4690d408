package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.credential.NextTrial.Trial;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries every stored credential until one works: next, current, previous, then another agent's.
 * What works becomes the current generation.
 */
public final class ProveCredential {
  private final CredentialCustody custody;
  private final NextTrial trial;
  private final Probe probe;
  private final EndpointReview review;

  public ProveCredential(
      CredentialCustody custody, NextTrial trial, Probe probe, EndpointReview review) {
    this.custody = custody;
    this.trial = trial;
    this.probe = probe;
    this.review = review;
  }

  public ProofOutcome run(Takeover takeover) {
    if (custody.load() instanceof Loaded.Unreadable(var problem)) {
      return new ProofOutcome.Unreadable(problem);
    }
    var stored = custody.stored();
    if (!stored.holdsCredential()) {
      return new ProofOutcome.Nothing();
    }
    var failures = new ArrayList<ProofOutcome>();
    var pending = Optional.<String>empty();
    if (stored.next().isPresent()) {
      switch (trial.run(stored.next().get())) {
        case Trial.Promoted(var generation, var answer) -> {
          return new ProofOutcome.Proven(
              latest(generation), review.review(generation, answer), Optional.empty());
        }
        case Trial.StillRefused(var detail) -> {
          pending = Optional.of(detail);
          failures.add(new ProofOutcome.Refused(detail));
        }
        case Trial.Dropped(var detail) -> failures.add(new ProofOutcome.Refused(detail));
        case Trial.Unreachable(var detail, var retryAfter) -> {
          pending = Optional.of(detail);
          failures.add(new ProofOutcome.Unreachable(detail, retryAfter));
        }
      }
    }
    for (var generation : olderOnes(stored.current(), stored.previous())) {
      switch (probe.of(generation)) {
        case Probe.Result.Works(var working, var answer) -> {
          return promoted(working, answer, pending);
        }
        case Probe.Result.Refused refusal ->
            failures.add(new ProofOutcome.Refused(refusal.detail()));
        case Probe.Result.Unreachable(var detail, var retryAfter) -> {
          // The previous one would be asked for in vain, and must not overtake this one.
          failures.add(new ProofOutcome.Unreachable(detail, retryAfter));
          return summary(failures);
        }
      }
    }
    if (stored.foreign().isPresent()) {
      var outcome = takeOver(stored.foreign().get(), takeover, pending);
      if (outcome instanceof ProofOutcome.Proven) {
        return outcome;
      }
      failures.add(outcome);
    }
    return summary(failures);
  }

  private static List<Generation> olderOnes(
      Optional<Generation> current, Optional<Generation> previous) {
    var generations = new ArrayList<Generation>();
    current.ifPresent(generations::add);
    previous.ifPresent(generations::add);
    return generations;
  }

  private ProofOutcome promoted(
      Generation working, Connector.Configuration answer, Optional<String> pending) {
    custody.promote(working);
    var problem = review.review(working, answer);
    return new ProofOutcome.Proven(latest(working), problem, pending);
  }

  private ProofOutcome takeOver(
      ClientCredential foreign, Takeover takeover, Optional<String> pending) {
    if (takeover.endpoints().isEmpty()) {
      return new ProofOutcome.Unreachable(
          "another agent's certificate is stored, but its URLs are not known: put connectorUrl and"
              + " directorUrl into spec.managementInfo of compass-connection, or a new token into"
              + " the configuration",
          Optional.empty());
    }
    var unnamed =
        generation(foreign, takeover.endpoints().get(), takeover.runtimeId().orElse(""), takeover);
    return switch (probe.of(unnamed)) {
      case Probe.Result.Works(var working, var answer) when takeover.runtimeId().isPresent() ->
          promoted(working, answer, pending);
      case Probe.Result.Works(var working, var answer) ->
          switch (probe.viewer(working)) {
            case CompassReply.Answered<Director.Viewer>(var viewer, _) ->
                promoted(working.withIdentity(viewer.id(), takeover.tenant()), answer, pending);
            case CompassReply.NotAuthenticated<Director.Viewer> _,
                CompassReply.Unsent<Director.Viewer> _,
                CompassReply.Failed<Director.Viewer> _ ->
                new ProofOutcome.Unreachable(
                    "the certificate works, but neither the configuration nor Compass told which"
                        + " Runtime it is for: put RUNTIME_ID into the configuration",
                    Optional.empty());
          };
      case Probe.Result.Refused refusal -> new ProofOutcome.Refused(refusal.detail());
      case Probe.Result.Unreachable(var detail, var retryAfter) ->
          new ProofOutcome.Unreachable(detail, retryAfter);
    };
  }

  /** Another agent's credential as a generation; what it does not tell is taken from its dates. */
  static Generation generation(
      ClientCredential foreign, Endpoints endpoints, String runtimeId, Takeover takeover) {
    var since = foreign.facts().notBefore();
    var told = takeover.times().of(since);
    return new Generation(
        foreign,
        endpoints,
        Optional.empty(),
        runtimeId,
        takeover.tenant(),
        told.established().orElse(since),
        told.acquired().orElse(since),
        told.renewed(),
        false);
  }

  /** As long as one may still work, nothing is refused. */
  private static ProofOutcome summary(List<ProofOutcome> failures) {
    return failures.stream()
        .filter(f -> f instanceof ProofOutcome.Unreachable)
        .findFirst()
        .orElseGet(failures::getFirst);
  }

  private Generation latest(Generation proven) {
    return custody.current().orElse(proven);
  }
}
