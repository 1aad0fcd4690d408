package dev.runtimeagent.application.enrolment;

import dev.runtimeagent.application.credential.Advice;
import dev.runtimeagent.application.credential.AnnouncedEndpoints;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.application.port.Connector.Configuration;
import dev.runtimeagent.domain.connection.DistinguishedName;
import dev.runtimeagent.domain.connection.RefusalStreak;
import dev.runtimeagent.domain.connection.TokenLedger;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Sentences for operators about an exchange that gave no credential, and what to do. */
final class Explanation {
  /** Compass answers the same in all three cases (P 1.5). */
  private static final String THREE_CAUSES = "used, expired or unknown";

  private static final String NEW_TOKEN = "put a new token into the configuration";
  private static final String BY_ITSELF =
      "the agent goes on by itself with the token it was given for the next step";

  private Explanation() {}

  static String notReady(String problem) {
    return "the token was not used, since its result could not be stored: " + problem;
  }

  static String givenUp(URI url) {
    return "the exchange was given up before anything was sent to " + Advice.host(url);
  }

  static String another(String holder, Instant at) {
    return "another agent ("
        + holder
        + ") began to exchange a token at "
        + at
        + "; its end is awaited";
  }

  static String unsent(URI url, Unsent<?> unsent) {
    return Advice.unsent("CONNECTOR_URL", url, unsent) + "; the token was not used";
  }

  static String signingUnsent(URI url, Unsent<?> unsent) {
    return Advice.unsent("CONNECTOR_URL", url, unsent) + "; " + BY_ITSELF;
  }

  static String tokenRefused(URI url, String detail) {
    var fact =
        detail.contains(THREE_CAUSES)
            ? detail
            : Advice.withCause(
                Advice.host(url) + " refused the token: it is " + THREE_CAUSES, detail);
    return fact + "; " + NEW_TOKEN;
  }

  static String noAnswer(URI url, Failed<?> failed) {
    return Advice.failure(url, failed)
        + "; the token may be spent: it is tried again, but better "
        + NEW_TOKEN;
  }

  static String noAnswerInHand(URI url, Failed<?> failed) {
    return Advice.failure(url, failed)
        + "; "
        + BY_ITSELF
        + ", which may be spent: if that lasts, "
        + NEW_TOKEN;
  }

  static String refusedInHand(URI url, String detail) {
    return Advice.withCause(
            Advice.host(url) + " refused the token it gave for the next step", detail)
        + "; it is tried again, and if that lasts, "
        + NEW_TOKEN;
  }

  static String refusedForGood(URI url, String detail) {
    return Advice.withCause(
            Advice.host(url)
                + " keeps refusing the token it gave for the next step, and the configured one is"
                + " used up",
            detail)
        + "; "
        + NEW_TOKEN;
  }

  static String wrongCertificate(URI url, List<String> problems) {
    return Advice.host(url)
        + " answered the signing request with what cannot be used ("
        + String.join("; ", problems)
        + "), and the token is used up; tell the operators of Compass and "
        + NEW_TOKEN;
  }

  static String used(Instant at) {
    return "the token was already used at " + at.truncatedTo(ChronoUnit.SECONDS) + ": " + NEW_TOKEN;
  }

  static String tooOld(Instant at) {
    return "the exchange begun with this token at "
        + at
        + " was not completed within 24 h, and the token is used up; "
        + NEW_TOKEN;
  }

  static String journalDamaged() {
    return "the token is used up, and the certificate issued for it is gone from the store; "
        + NEW_TOKEN;
  }

  /** Why an answer cannot be used to ask for a certificate; empty if it can. */
  static Optional<String> unusable(Configuration answer) {
    if (AnnouncedEndpoints.of(answer) instanceof AnnouncedEndpoints.Unusable(var problem)) {
      return Optional.of("Compass answered with " + problem + afterMending());
    }
    return DistinguishedName.parse(answer.subject())
            instanceof DistinguishedName.Reading.Malformed(var problem)
        ? Optional.of("Compass asked for an unusable certificate: " + problem + afterMending())
        : Optional.empty();
  }

  /** Whether a token in hand was refused often and long enough. */
  static boolean isBelieved(TokenLedger.Refused refusal) {
    return new RefusalStreak(
            refusal.times(), Optional.of(refusal.first()), Optional.of(refusal.last()))
        .believed();
  }

  private static String afterMending() {
    return "; tell the operators of Compass: once it is mended " + BY_ITSELF;
  }
}
