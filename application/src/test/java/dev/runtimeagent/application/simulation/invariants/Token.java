package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.application.port.Connector.Configuration;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.JournalEntry.Enrolment;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.simulation.Lifeline;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token is good for one request (P 1.5). It is sent again only as design 3 and 4 say, and lost
 * only with a reply, or with a process that dies before it could store one.
 */
final class Token extends Invariant {
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(65);
  private static final Duration USED_WITHIN = Duration.ofMinutes(13);

  private final Map<SecretText, Sent> sendings = new HashMap<>();
  private final Map<TokenHash, Instant> usedUp = new HashMap<>();
  private Optional<InHand> inHand = Optional.empty();
  private Optional<InHand> signed = Optional.empty();
  private boolean journalTried;
  private Instant worked = Instant.EPOCH;

  /** The last time a token was sent. */
  private record Sent(Instant at, Lifeline by, boolean answered, int vain) {
    /** How often in a row, which ends where another certificate works again. */
    int vainSince(Instant worked) {
      return at.isBefore(worked) ? 0 : vain;
    }
  }

  /** A token that Compass gave for the next request, in place of a configured one. */
  private record InHand(SecretText token, TokenHash configured, Instant at, Lifeline by) {}

  Token(World world) {
    super(world);
  }

  @Override
  protected void before(PortCall call) {
    if (call.is("EnrolmentJournal.save")) {
      journalTried = true;
    }
    if (!call.spendsToken()) {
      return;
    }
    var token = call.argument(SecretText.class);
    var sent = Optional.ofNullable(sendings.get(token));
    sent.ifPresent(before -> mayBeSentAgain(call, token, before));
    var spent =
        stored().filter(c -> c.spentTokens().stream().anyMatch(s -> s.token().equals(hash(token))));
    if (spent.isPresent() && !world().happenings().tamperedSince(call.life().began())) {
      broken("a token is sent that is stored as spent");
    }
    Optional.ofNullable(usedUp.get(hash(token)))
        .filter(at -> !world().happenings().tamperedSince(at))
        .ifPresent(_ -> broken("a token is sent whose certificate is stored"));
    if (call.is("Connector.configuration") && world().otherAgent().isAtWork()) {
      broken("a token is sent while another agent is at work");
    }
    isWrittenAhead(call, token);
  }

  @Override
  protected void after(PortCall call, @Nullable Object result) {
    if (call.is("CredentialStore.save") && result instanceof Writing.Written) {
      signed.ifPresent(held -> usedUp.put(held.configured(), world().time().now()));
      signed = Optional.empty();
    }
    if (call.is("Director.applications") && result instanceof Answered<?>) {
      worked = world().time().now();
    }
    if (!call.spendsToken() || result instanceof Unsent<?>) {
      return;
    }
    var token = call.argument(SecretText.class);
    var vain = remembered(token, call).map(s -> s.vainSince(worked)).orElse(0);
    var answered = result instanceof Answered<?>;
    sendings.put(
        token, new Sent(world().time().now(), call.life(), answered, answered ? 0 : vain + 1));
    signed = inHand.filter(held -> held.token().equals(token));
    inHand = inHand.filter(held -> !held.token().equals(token));
    if (result instanceof Answered<?>(Configuration answer, _)) {
      inHand = Optional.of(inHand(call, token, answer));
      journalTried = false;
    }
    if (!(result instanceof Answered<?>(SignedCertificates _, _))) {
      signed = Optional.empty();
    }
  }

  /** The last time it was sent, unless the journal that told the next life so was altered. */
  private Optional<Sent> remembered(SecretText token, PortCall call) {
    return Optional.ofNullable(sendings.get(token))
        .filter(sent ->
            sent.by().equals(call.life()) || !world().happenings().tamperedSince(sent.at()));
  }

  private InHand inHand(PortCall call, SecretText token, Configuration answer) {
    var configured = signed.map(InHand::configured).orElseGet(() -> hash(token));
    return new InHand(answer.token(), configured, world().time().now(), call.life());
  }

  /** What is in hand is used, as soon as nothing keeps the agent from it. */
  @Override
  protected void settled() {
    inHand = inHand.filter(this::isStillOurs);
    inHand
        .filter(held -> world().compass().accepts(held.token()))
        .filter(_ -> world().happenings().calm().compareTo(USED_WITHIN) > 0)
        .filter(held -> held.at().isBefore(world().time().now().minus(USED_WITHIN)))
        .ifPresent(_ -> broken("a token in hand is good, and is not used"));
  }

  private boolean isStillOurs(InHand held) {
    var happenings = world().happenings();
    var survives =
        held.by().isAlive()
            || journalled().flatMap(Enrolment::answer).map(Configuration::token).stream()
                .anyMatch(held.token()::equals);
    return survives && !happenings.wishedSince(held.at()) && !happenings.tamperedSince(held.at());
  }

  private void mayBeSentAgain(PortCall call, SecretText token, Sent before) {
    var happenings = world().happenings();
    var sameLife = before.by().equals(call.life());
    if (happenings.wishedSince(before.at().minus(HEARD_WITHIN))) {
      return;
    }
    if (before.answered() && (sameLife || isAnswerKept(token, before))) {
      broken("a token is sent again although its answer came");
    } else if (sameLife && !happenings.clockSetSince(before.at())) {
      var waited = Duration.between(before.at(), world().time().now());
      var least =
          switch (before.vainSince(worked)) {
            case 0, 1 -> Duration.ofSeconds(15);
            case 2 -> Duration.ofMinutes(1);
            default -> Duration.ofMinutes(5);
          };
      if (waited.compareTo(least.minusMillis(100)) < 0) {
        broken("a token is sent again after %s, not %s", waited, least);
      }
    }
  }

  /** Whether the journal has the answer that a token brought. */
  private boolean isAnswerKept(SecretText token, Sent before) {
    return !world().happenings().tamperedSince(before.at())
        && journalled()
            .filter(enrolment -> enrolment.configuredToken().equals(hash(token)))
            .flatMap(Enrolment::answer)
            .isPresent();
  }

  /** What is about to be sent is journaled first, and so is what came before it. */
  private void isWrittenAhead(PortCall call, SecretText token) {
    var journalled = journalled();
    if (world().happenings().tamperedSince(world().time().now().minusSeconds(40))) {
      return;
    }
    if (call.is("Connector.configuration")) {
      var ahead =
          journalled
              .filter(e -> e.phase() == JournalEntry.Phase.ASKED)
              .filter(e ->
                  e.configuredToken().equals(hash(token))
                      || e.askingToken().equals(Optional.of(token)));
      if (ahead.isEmpty()) {
        broken("a token is sent without being journaled first");
      }
      return;
    }
    var answer = journalled.flatMap(Enrolment::answer).filter(a -> a.token().equals(token));
    if (answer.isEmpty() && !journalTried) {
      broken("the second token is sent before anybody tried to journal the first one's answer");
    }
  }

  private Optional<Enrolment> journalled() {
    return world().journal().entry().content().flatMap(JournalEntry::enrolment);
  }

  private static TokenHash hash(SecretText token) {
    return TokenHash.of(token);
  }
}
