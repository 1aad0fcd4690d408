package dev.runtimeagent.application.credential;

import dev.runtimeagent.domain.credential.Generation;
import java.util.Optional;

/** Asks the Connector whether it knows the credential in use, and where Compass is. */
public final class CheckConnection {
  private final CredentialCustody custody;
  private final Probe probe;
  private final EndpointReview review;

  public CheckConnection(CredentialCustody custody, Probe probe, EndpointReview review) {
    this.custody = custody;
    this.probe = probe;
    this.review = review;
  }

  public CheckOutcome run() {
    var current = custody.current();
    if (current.isEmpty()) {
      return new CheckOutcome.Unreachable("no credential is in use", Optional.empty());
    }
    return switch (probe.of(current.get())) {
      case Probe.Result.Works(var working, var answer) -> {
        custody.promote(working);
        var problem = review.review(working, answer);
        yield new CheckOutcome.Healthy(atAReachableDirector(), problem);
      }
      case Probe.Result.Refused refusal -> new CheckOutcome.Refused(refusal.detail());
      case Probe.Result.Unreachable(var detail, var retryAfter) ->
          new CheckOutcome.Unreachable(detail, retryAfter);
    };
  }

  /** The Director may have moved alone; only asked where there are former URLs to go back to. */
  private Generation atAReachableDirector() {
    var current = custody.current().orElseThrow();
    if (current.formerEndpoints().isPresent()
        && probe.directorIsElsewhere(current)
        && probe.former(current).orElse(null) instanceof Probe.Result.Works(var working, _)) {
      custody.promote(working);
    }
    return custody.current().orElseThrow();
  }
}
