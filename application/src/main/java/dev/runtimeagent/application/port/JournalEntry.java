package dev.runtimeagent.application.port;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.TokenHash;
import dev.runtimeagent.domain.connection.TokenLedger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The write-ahead of an enrolment: enough to go on from any phase after a crash.
 *
 * @param enrolment absent when only refusals are remembered
 */
public record JournalEntry(Optional<Enrolment> enrolment, List<TokenLedger.Refused> refused) {
  public static final JournalEntry EMPTY = new JournalEntry(Optional.empty(), List.of());

  public JournalEntry {
    refused = List.copyOf(refused);
  }

  /** How far an enrolment is known to have come. */
  public enum Phase {
    /** Everything local is ready; no token call was made. */
    PREPARED,
    /** {@code configuration} is about to be, or was, sent. */
    ASKED,
    /**
     * Its answer is here; written as {@link #SIGNING} where the signing request follows at once.
     */
    ANSWERED,
    /** The signing request is about to be, or was, sent. */
    SIGNING,
    /** Its answer is here, and the credential stored as the next generation. */
    STORED
  }

  /**
   * An enrolment.
   *
   * @param holder who writes; another's entry that is younger than 35 s is left to it
   * @param configuredToken hash of the configured token it is for
   * @param askingToken what to send with {@code configuration} in place of the configured token:
   *     present after an answer that could not be used, whose token is still good for one request
   * @param answer the whole answer of {@code configuration}
   * @param signed the whole answer of the signing request
   */
  public record Enrolment(
      String holder,
      Instant at,
      Phase phase,
      URI connectorUrl,
      TokenHash configuredToken,
      String runtimeId,
      String tenant,
      SecretText key,
      Optional<SecretText> askingToken,
      Optional<Connector.Configuration> answer,
      Optional<Connector.SignedCertificates> signed) {

    /** The same enrolment, a phase on. */
    public Enrolment entering(Phase next, String writer, Instant when) {
      return new Enrolment(
          writer,
          when,
          next,
          connectorUrl,
          configuredToken,
          runtimeId,
          tenant,
          key,
          askingToken,
          answer,
          signed);
    }

    /** With an answer of {@code configuration}, and the key to be signed. */
    public Enrolment answered(Connector.Configuration newAnswer, SecretText fittingKey) {
      return new Enrolment(
          holder,
          at,
          phase,
          connectorUrl,
          configuredToken,
          runtimeId,
          tenant,
          fittingKey,
          Optional.empty(),
          Optional.of(newAnswer),
          signed);
    }

    /** With a token to ask again with, after an answer that could not be used. */
    public Enrolment askingWith(SecretText token) {
      return new Enrolment(
          holder,
          at,
          phase,
          connectorUrl,
          configuredToken,
          runtimeId,
          tenant,
          key,
          Optional.of(token),
          Optional.empty(),
          signed);
    }

    /** With the answer of the signing request. */
    public Enrolment signed(Connector.SignedCertificates newSigned) {
      return new Enrolment(
          holder,
          at,
          phase,
          connectorUrl,
          configuredToken,
          runtimeId,
          tenant,
          key,
          askingToken,
          answer,
          Optional.of(newSigned));
    }
  }
}
