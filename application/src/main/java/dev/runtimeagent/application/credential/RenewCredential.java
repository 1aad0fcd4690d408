package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.credential.NextTrial.Trial;
import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.DistinguishedName;
import dev.runtimeagent.domain.credential.Generation;
import java.net.URI;
import java.util.Optional;

/**
 * Has a new certificate signed for a new key and puts it to use once it is proven. The credential
 * in use is not touched before. A new one that waits for its proof is tried before another is made.
 */
public final class RenewCredential {
  private final Connector connector;
  private final SigningRequests signingRequests;
  private final Certificates certificates;
  private final CredentialCustody custody;
  private final NextTrial trial;
  private final EndpointReview review;
  private final RequestIds requestIds;
  private final Clock clock;

  public RenewCredential(
      Connector connector,
      SigningRequests signingRequests,
      Certificates certificates,
      CredentialCustody custody,
      NextTrial trial,
      EndpointReview review,
      RequestIds requestIds,
      Clock clock) {
    this.connector = connector;
    this.signingRequests = signingRequests;
    this.certificates = certificates;
    this.custody = custody;
    this.trial = trial;
    this.review = review;
    this.requestIds = requestIds;
    this.clock = clock;
  }

  public RenewalOutcome run() {
    var next = custody.stored().next();
    if (next.isPresent()) {
      var tried = tryOut(next.get());
      if (tried.isPresent()) {
        return tried.get();
      }
    }
    return custody
        .current()
        .map(this::renew)
        .orElseGet(() -> failed("there is no credential to renew"));
  }

  private RenewalOutcome renew(Generation current) {
    var url = current.endpoints().connectorUrl();
    var asked = connector.configuration(url, current.credential(), requestIds.next());
    return switch (asked) {
      case Answered<Connector.Configuration>(var answer, _) ->
          switch (DistinguishedName.parse(answer.subject())) {
            case DistinguishedName.Reading.Parsed(var subject) -> sign(current, answer, subject);
            case DistinguishedName.Reading.Malformed(var problem) ->
                failed("Compass asked for a certificate with an unusable subject: " + problem);
          };
      case NotAuthenticated<Connector.Configuration> _,
          Unsent<Connector.Configuration> _,
          Failed<Connector.Configuration> _ ->
          failed(url, asked);
    };
  }

  private RenewalOutcome sign(
      Generation current, Connector.Configuration answer, DistinguishedName subject) {
    var url = current.endpoints().connectorUrl();
    var key = signingRequests.newKey(answer.keyAlgorithm());
    var signed =
        connector.sign(
            url, current.credential(), signingRequests.sign(key, subject), requestIds.next());
    return switch (signed) {
      case Answered<Connector.SignedCertificates>(var certificate, _) ->
          verify(current, certificate, key, subject);
      case NotAuthenticated<Connector.SignedCertificates> _,
          Unsent<Connector.SignedCertificates> _,
          Failed<Connector.SignedCertificates> _ ->
          failed(url, signed);
    };
  }

  private RenewalOutcome verify(
      Generation current,
      Connector.SignedCertificates signed,
      SecretText key,
      DistinguishedName subject) {
    return switch (certificates.check(signed, key, subject.commonName())) {
      case Certificates.Verdict.Bad(var problems) ->
          failed(
              "Compass signed something that cannot be used ("
                  + String.join("; ", problems)
                  + "); the credential in use stays");
      case Certificates.Verdict.Good(var credential) -> {
        var next = current.renewedWith(credential, current.endpoints(), clock.now());
        custody.stageNext(next, Optional.empty());
        yield tryOut(next).orElseGet(() -> failed("the new certificate was not accepted"));
      }
    };
  }

  /** Empty if the new credential was refused for good, so that another may be made. */
  private Optional<RenewalOutcome> tryOut(Generation next) {
    return switch (trial.run(next)) {
      case Trial.Promoted(var generation, var answer) -> {
        var problem = review.review(generation, answer);
        yield Optional.of(
            new RenewalOutcome.Renewed(custody.current().orElse(generation), problem));
      }
      case Trial.StillRefused(var detail) ->
          Optional.of(new RenewalOutcome.Pending(detail, Optional.empty()));
      case Trial.Unreachable(var detail, var retryAfter) ->
          Optional.of(new RenewalOutcome.Pending(detail, retryAfter));
      case Trial.Dropped _ -> Optional.empty();
    };
  }

  private static RenewalOutcome failed(URI url, CompassReply<?> reply) {
    return new RenewalOutcome.Failed(
        Advice.failure(url, reply), reply instanceof NotAuthenticated<?>, reply.slowDown());
  }

  private static RenewalOutcome failed(String detail) {
    return new RenewalOutcome.Failed(detail, false, Optional.empty());
  }
}
