package dev.runtimeagent.application.enrolment;

import dev.runtimeagent.application.credential.CredentialCustody;
import dev.runtimeagent.application.credential.EnrolmentLog;
import dev.runtimeagent.application.credential.Loaded;
import dev.runtimeagent.application.credential.RequestIds;
import dev.runtimeagent.application.enrolment.EnrolmentOutcome.Issued;
import dev.runtimeagent.application.enrolment.EnrolmentOutcome.Stopped;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.Connector.Configuration;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.JournalEntry.Enrolment;
import dev.runtimeagent.application.port.JournalEntry.Phase;
import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.connection.DistinguishedName;
import dev.runtimeagent.domain.connection.TokenFate;
import dev.runtimeagent.domain.connection.TokenLedger;
import dev.runtimeagent.domain.credential.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Exchanges a one-time token for a credential (design, 4). Two requests are needed, and each token
 * is good for one: so everything local comes first, every step is journaled before it is taken, and
 * a later run goes on where an earlier one, or an earlier life, ended.
 */
public final class EnrolRuntime {
  private static final Duration STORING_THE_ANSWER = Duration.ofSeconds(3);
  private static final Duration ONE_TRY = Duration.ZERO;

  /** So long a phase belongs to whoever wrote it, unless that is known to be gone (design, 4). */
  private static final Duration GRACE = Duration.ofSeconds(35);

  private final Connector connector;
  private final KeyReserve keys;
  private final SigningRequests signingRequests;
  private final CredentialCustody custody;
  private final EnrolmentLog log;
  private final Issuance issuance;
  private final RequestIds requestIds;
  private final EventRecorder events;
  private final Clock clock;
  private final AtomicReference<Optional<Attempt>> underWay =
      new AtomicReference<>(Optional.empty());

  public EnrolRuntime(
      Connector connector,
      KeyReserve keys,
      SigningRequests signingRequests,
      CredentialCustody custody,
      EnrolmentLog log,
      Issuance issuance,
      RequestIds requestIds,
      EventRecorder events,
      Clock clock) {
    this.connector = connector;
    this.keys = keys;
    this.signingRequests = signingRequests;
    this.custody = custody;
    this.log = log;
    this.issuance = issuance;
    this.requestIds = requestIds;
    this.events = events;
    this.clock = clock;
  }

  /** What is known of tokens: the spent ones from the credential store, the refused from here. */
  public TokenLedger ledger() {
    return new TokenLedger(custody.spentTokens(), log.refused());
  }

  /** Forgets refusals, as the deletion of the connection document asks for. */
  public void forgiveTokens() {
    log.forgive();
  }

  /**
   * Takes in what an earlier life left: to be called at start, before credentials are probed.
   *
   * @return why that cannot be known
   */
  public Optional<String> recover() {
    if (custody.load() instanceof Loaded.Unreadable(var problem)) {
      return Optional.of(problem);
    }
    var unreadable = log.load();
    log.enrolment().ifPresent(issuance::recover);
    return unreadable;
  }

  /** Has a key made in the background, since a token may be at hand soon. */
  public void expectToken() {
    keys.prepare();
  }

  /**
   * Ends the run under way, from any thread, unless it has sent a request: then it goes on to its
   * end.
   *
   * @return whether nothing was and nothing will be sent
   */
  public boolean abandonUnlessSent() {
    return underWay.get().map(Attempt::abandon).orElse(true);
  }

  /** Exchanges {@code configuration}'s token, or goes on with an exchange that was begun. */
  public EnrolmentOutcome run(ConnectionConfiguration configuration, Holder holder) {
    var attempt = new Attempt(Thread.currentThread());
    underWay.set(Optional.of(attempt));
    try {
      return new Run(configuration, holder, attempt).begin();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return stopped(TokenFate.NOTHING_SENT, Explanation.givenUp(configuration.connectorUrl()));
    } finally {
      underWay.set(Optional.empty());
      attempt.end();
    }
  }

  private static EnrolmentOutcome stopped(TokenFate fate, String detail) {
    return new Stopped(fate, detail);
  }

  /** The steps of one run. */
  private final class Run {
    private final ConnectionConfiguration configuration;
    private final Holder holder;
    private final Attempt attempt;

    Run(ConnectionConfiguration configuration, Holder holder, Attempt attempt) {
      this.configuration = configuration;
      this.holder = holder;
      this.attempt = attempt;
    }

    EnrolmentOutcome begin() throws InterruptedException {
      var problem = custody.rehearse().or(log::rehearse);
      if (problem.isPresent()) {
        return nothingSent(Explanation.notReady(problem.get()));
      }
      var begun = log.enrolment();
      if (begun.isEmpty()) {
        return prepare();
      }
      var enrolment = begun.get();
      if (belongsToAnother(enrolment)) {
        return stopped(
            TokenFate.WITH_ANOTHER, Explanation.another(enrolment.holder(), enrolment.at()));
      }
      if (!isFor(enrolment)) {
        log.forgetEnrolment();
        takeBack(enrolment);
        return prepare();
      }
      return resume(enrolment);
    }

    /** Goes on where the journal says an earlier run ended. */
    private EnrolmentOutcome resume(Enrolment enrolment) throws InterruptedException {
      var issued = issuance.find(enrolment);
      if (issued.isPresent()) {
        return new Issued(issued.get());
      }
      if (enrolment.signed().isPresent()) {
        return accept(enrolment, enrolment.signed().get(), Optional.empty());
      }
      var inHand = enrolment.answer().isPresent() || enrolment.askingToken().isPresent();
      if (log.isOld(enrolment.at())) {
        log.forgetEnrolment();
        return inHand ? spent(Explanation.tooOld(enrolment.at())) : prepare();
      }
      return switch (enrolment.phase()) {
        case PREPARED, ASKED -> ask(enrolment);
        case ANSWERED, SIGNING ->
            enrolment.answer().isPresent()
                ? sign(enrolment, enrolment.answer().get())
                : ask(enrolment);
        case STORED -> {
          log.forgetEnrolment();
          yield spent(Explanation.journalDamaged());
        }
      };
    }

    private EnrolmentOutcome prepare() throws InterruptedException {
      var used = ledger().spentAt(configuration.tokenHash());
      if (used.isPresent()) {
        // Whoever asked for this began when the credential store could not be read.
        return stopped(TokenFate.SPENT, Explanation.used(used.get()));
      }
      var key = keys.take();
      events.record(EnrolmentEvents.keyReady());
      var enrolment =
          new Enrolment(
              holder.id(),
              clock.now(),
              Phase.PREPARED,
              configuration.connectorUrl(),
              configuration.tokenHash(),
              configuration.runtimeId(),
              configuration.tenant(),
              key,
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      var problem = log.write(enrolment);
      if (problem.isPresent()) {
        keys.giveBack(key);
        return nothingSent(Explanation.notReady(problem.get()));
      }
      return ask(enrolment);
    }

    /** Sends {@code configuration}, with the token in hand if there is one. */
    private EnrolmentOutcome ask(Enrolment enrolment) {
      var asking = enrolment.entering(Phase.ASKED, holder.id(), phaseTime(enrolment));
      var problem = log.write(asking);
      if (problem.isPresent()) {
        return nothingSent(Explanation.notReady(problem.get()));
      }
      if (attempt.abandoned()) {
        return nothingSent(Explanation.givenUp(configuration.connectorUrl()));
      }
      var url = configuration.connectorUrl();
      var token = asking.askingToken().orElse(configuration.token());
      var requestId = requestIds.next();
      events.record(EnrolmentEvents.asking(url, requestId));
      return switch (connector.configuration(url, token, attempt, requestId)) {
        case Answered<Configuration>(var answer, _) -> answered(asking, answer);
        case Unsent<Configuration> unsent -> nothingSent(Explanation.unsent(url, unsent));
        case NotAuthenticated<Configuration>(var detail) when asking.askingToken().isPresent() ->
            refusedInHand(token, detail);
        case NotAuthenticated<Configuration>(var detail) -> {
          log.refuse(configuration, true);
          keys.giveBack(asking.key());
          yield stopped(TokenFate.REFUSED, Explanation.tokenRefused(url, detail));
        }
        case Failed<Configuration> failed when asking.askingToken().isPresent() ->
            new Stopped(
                TokenFate.IN_HAND, Explanation.noAnswerInHand(url, failed), failed.slowDown());
        case Failed<Configuration> failed -> {
          log.refuse(configuration, false);
          yield new Stopped(
              TokenFate.UNKNOWN, Explanation.noAnswer(url, failed), failed.slowDown());
        }
      };
    }

    /** Keeps the answer, and with it the token for the next request. */
    private EnrolmentOutcome answered(Enrolment asking, Configuration answer) {
      var unusable = Explanation.unusable(answer);
      if (unusable.isPresent()) {
        // The token of this answer asks again (P 1.5): none is lost while Compass is mended.
        log.insist(
            asking.entering(Phase.ASKED, holder.id(), clock.now()).askingWith(answer.token()),
            STORING_THE_ANSWER);
        return stopped(TokenFate.IN_HAND, unusable.get());
      }
      var key =
          signingRequests.fits(asking.key(), answer.keyAlgorithm())
              ? asking.key()
              : signingRequests.newKey(answer.keyAlgorithm());
      var csr = beginSigning(key, answer);
      // One write for both phases: no time for a second, and a restart takes them for the same.
      var known = asking.entering(Phase.SIGNING, holder.id(), clock.now()).answered(answer, key);
      log.insist(known, STORING_THE_ANSWER).ifPresent(this::reportUnstored);
      return sign(known, answer, csr);
    }

    /** Has a signing request made for an answer that can be used. */
    private Supplier<String> beginSigning(SecretText key, Configuration answer) {
      return switch (DistinguishedName.parse(answer.subject())) {
        case DistinguishedName.Reading.Parsed(var subject) -> keys.beginSigning(key, subject);
        case DistinguishedName.Reading.Malformed _ ->
            throw new IllegalArgumentException("an answer that cannot be used");
      };
    }

    private EnrolmentOutcome sign(Enrolment enrolment, Configuration answer) {
      var unusable = Explanation.unusable(answer);
      return unusable.isPresent()
          ? stopped(TokenFate.IN_HAND, unusable.get())
          : sign(enrolment, answer, beginSigning(enrolment.key(), answer));
    }

    /** Sends the signing request with the token of the answer. */
    private EnrolmentOutcome sign(Enrolment enrolment, Configuration answer, Supplier<String> csr) {
      var url = configuration.connectorUrl();
      var signing = enrolment.entering(Phase.SIGNING, holder.id(), phaseTime(enrolment));
      if (!signing.equals(enrolment)) {
        log.insist(signing, ONE_TRY);
      }
      return switch (connector.sign(url, answer.token(), csr.get(), attempt, requestIds.next())) {
        case Answered<SignedCertificates>(var certificates, var serverTime) ->
            accept(signing, certificates, serverTime);
        case Unsent<SignedCertificates> unsent ->
            nothingSent(Explanation.signingUnsent(url, unsent));
        case NotAuthenticated<SignedCertificates>(var detail) ->
            refusedInHand(answer.token(), detail);
        case Failed<SignedCertificates> failed ->
            new Stopped(
                TokenFate.IN_HAND, Explanation.noAnswerInHand(url, failed), failed.slowDown());
      };
    }

    private EnrolmentOutcome accept(
        Enrolment signing, SignedCertificates certificates, Optional<Instant> serverTime) {
      return switch (issuance.accept(signing, certificates, configuration, serverTime)) {
        case Issuance.Acceptance.Accepted(Generation generation) -> {
          log.insist(
              signing.entering(Phase.STORED, holder.id(), clock.now()).signed(certificates),
              ONE_TRY);
          yield new Issued(generation);
        }
        case Issuance.Acceptance.Unusable(var problems) -> {
          log.forgetEnrolment();
          yield spent(Explanation.wrongCertificate(configuration.connectorUrl(), problems));
        }
      };
    }

    /** A token in hand was refused: believed only after a while, as Compass may have a hiccup. */
    private EnrolmentOutcome refusedInHand(SecretText token, String detail) {
      var url = configuration.connectorUrl();
      var refusal =
          log.refuse(
              new ConnectionConfiguration(
                  url, token, configuration.runtimeId(), configuration.tenant()),
              false);
      if (!Explanation.isBelieved(refusal)) {
        return stopped(TokenFate.IN_HAND, Explanation.refusedInHand(url, detail));
      }
      log.forgetEnrolment();
      return spent(Explanation.refusedForGood(url, detail));
    }

    private EnrolmentOutcome nothingSent(String detail) {
      var inHand =
          log.enrolment()
              .filter(this::isFor)
              .filter(e -> e.answer().isPresent() || e.askingToken().isPresent())
              .isPresent();
      return stopped(inHand ? TokenFate.STILL_IN_HAND : TokenFate.NOTHING_SENT, detail);
    }

    private EnrolmentOutcome spent(String detail) {
      custody.spend(configuration.tokenHash());
      return stopped(TokenFate.SPENT, detail);
    }

    /** A phase that is entered again keeps its time, from which the age of its tokens is told. */
    private Instant phaseTime(Enrolment enrolment) {
      var again = enrolment.phase() == Phase.SIGNING || enrolment.askingToken().isPresent();
      return again && enrolment.holder().equals(holder.id()) ? enrolment.at() : clock.now();
    }

    /** A key that no signing request was made with is as good as new. */
    private void takeBack(Enrolment enrolment) {
      switch (enrolment.phase()) {
        case PREPARED, ASKED -> keys.giveBack(enrolment.key());
        case ANSWERED, SIGNING, STORED -> {}
      }
    }

    private boolean isFor(Enrolment enrolment) {
      return enrolment.connectorUrl().equals(configuration.connectorUrl())
          && enrolment.configuredToken().equals(configuration.tokenHash());
    }

    private boolean belongsToAnother(Enrolment enrolment) {
      return holder.mayStillBeAtWork(enrolment.holder())
          && Duration.between(enrolment.at(), clock.now()).abs().compareTo(GRACE) < 0;
    }

    private void reportUnstored(String problem) {
      events.record(EnrolmentEvents.answerNotStored(problem));
    }
  }
}
