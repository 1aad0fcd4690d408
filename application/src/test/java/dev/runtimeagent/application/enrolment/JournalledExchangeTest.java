package dev.runtimeagent.application.enrolment;

import static dev.runtimeagent.application.enrolment.World.HOLDER;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION_WITH_TOKEN;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SIGN_WITH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.credential.RenewalOutcome;
import dev.runtimeagent.application.credential.Takeover;
import dev.runtimeagent.application.enrolment.EnrolmentOutcome.Issued;
import dev.runtimeagent.application.enrolment.EnrolmentOutcome.Stopped;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Unsent.Reason;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.JournalEntry.Enrolment;
import dev.runtimeagent.application.port.JournalEntry.Phase;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.connection.TokenFate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the journal keeps of an exchange, for how long, and what comes of it later. */
class JournalledExchangeTest {
  private static final CompassReply<Object> UNREACHED = World.unsent(Reason.NOT_CONNECTED);

  private final World world = new World();
  private final ConnectionConfiguration configuration = world.configuration();
  private final Life life = world.life();
  private final Instant begun = world.dial.now();

  private EnrolmentOutcome enrol() {
    return life.enrol.run(configuration, HOLDER);
  }

  private Stopped stopped(ConnectionConfiguration wanted, Holder holder) {
    return World.stopped(life.enrol.run(wanted, holder));
  }

  /** Answered, and not signed. */
  private void leaveAnswered(Holder holder) {
    world.compass.script().fail(SIGN_WITH_TOKEN, UNREACHED);
    stopped(configuration, holder);
  }

  /** Asked, with an answer that could not be used but for its token. */
  private void leaveTokenInHand() {
    world.compass.announce(Optional.empty(), Optional.empty());
    stopped(configuration, HOLDER);
  }

  private Optional<Enrolment> journalled() {
    return world.journal.entry().content().flatMap(JournalEntry::enrolment);
  }

  @Test
  void everyPhaseIsJournaledBeforeTheNextStep() {
    enrol();

    assertThat(world.journal.entry().history())
        .extracting(e -> e.enrolment().orElseThrow().phase())
        .containsExactly(Phase.PREPARED, Phase.ASKED, Phase.SIGNING, Phase.STORED);
  }

  @Test
  void theAnswerIsJournaledBeforeTheSigningRequestIsSent() {
    enrol();

    assertThat(world.journal.entry().history())
        .extracting(e -> e.enrolment().orElseThrow())
        .filteredOn(e -> e.phase() == Phase.SIGNING)
        .singleElement()
        .matches(e -> e.answer().isPresent() && e.signed().isEmpty());
  }

  @Test
  void theJournalNeverHoldsTheConfiguredToken() {
    enrol();

    assertThat(world.journal.entry().history())
        .allSatisfy(e -> {
          var enrolment = e.enrolment().orElseThrow();
          assertThat(enrolment.askingToken()).isEmpty();
          assertThat(enrolment.answer().map(Connector.Configuration::token))
              .isNotEqualTo(Optional.of(configuration.token()));
        });
  }

  @Test
  void theJournalIsGoneOnceTheCredentialIsProven() {
    enrol();

    World.proven(life.prove.run(Takeover.NOTHING_KNOWN));

    assertThat(world.journal.entry().content()).isEmpty();
  }

  @Nested
  class TheAgeOfAPhase {
    private final Duration halfADay = Duration.ofHours(12);

    private Instant ageAfter(Holder holder) {
      stopped(configuration, holder);
      return journalled().orElseThrow().at();
    }

    @Test
    void isKeptWhenItIsEnteredAgain() {
      leaveAnswered(HOLDER);
      world.pass(halfADay);
      world.compass.script().fail(SIGN_WITH_TOKEN, UNREACHED);

      assertThat(ageAfter(HOLDER)).isEqualTo(begun);
    }

    @Test
    void isThatOfTheTokenInHand() {
      leaveTokenInHand();
      world.pass(halfADay);
      world.compass.script().fail(CONFIGURATION_WITH_TOKEN, UNREACHED);

      assertThat(ageAfter(HOLDER)).isEqualTo(begun);
    }

    @Test
    void beginsAnewWithWhoeverTakesItOver() {
      leaveAnswered(Holder.amongOthers("pod-0"));
      world.pass(halfADay);
      world.compass.script().fail(SIGN_WITH_TOKEN, UNREACHED);

      assertThat(ageAfter(Holder.amongOthers("pod-1"))).isEqualTo(begun.plus(halfADay));
    }

    @Test
    void beginsAnewWhereNoTokenIsInHand() {
      world.compass.script().fail(CONFIGURATION_WITH_TOKEN, UNREACHED);
      stopped(configuration, HOLDER);
      world.pass(halfADay);
      world.compass.script().fail(CONFIGURATION_WITH_TOKEN, UNREACHED);

      assertThat(ageAfter(HOLDER)).isEqualTo(begun.plus(halfADay));
    }
  }

  @Nested
  class OfAnEarlierLife {
    private void leave(Holder holder) {
      world.compass.script().fail(SIGN_WITH_TOKEN, UNREACHED);
      World.stopped(world.life().enrol.run(configuration, holder));
      world.compass.script().forgetCalls();
    }

    @Test
    void aYoungPhaseOfAnotherHolderIsLeftToIt() {
      leave(Holder.amongOthers("pod-0"));

      var stopped = stopped(configuration, Holder.amongOthers("pod-1"));

      assertThat(stopped.fate()).isEqualTo(TokenFate.WITH_ANOTHER);
      assertThat(stopped.detail()).contains("pod-0");
      assertThat(world.compass.script().calls()).isEmpty();
    }

    @Test
    void anOldPhaseOfAnotherHolderIsResumed() {
      leave(Holder.amongOthers("pod-0"));
      world.pass(Duration.ofSeconds(35));

      assertThat(life.enrol.run(configuration, Holder.amongOthers("pod-1")))
          .isInstanceOf(Issued.class);
      assertThat(world.compass.script().calls(CONFIGURATION_WITH_TOKEN)).isEmpty();
    }

    @Test
    void aYoungPhaseIsResumedAtOnceIfItsWriterIsKnownToBeGone() {
      leave(Holder.amongOthers("pod-0"));

      assertThat(life.enrol.run(configuration, new Holder("pod-1", "pod-0"::equals)))
          .isInstanceOf(Issued.class);
    }

    @Test
    void anotherTokenErasesIt() {
      leave(HOLDER);
      var newer = world.configuration();

      assertThat(life.enrol.run(newer, HOLDER)).isInstanceOf(Issued.class);
      assertThat(world.compass.script().calls(CONFIGURATION_WITH_TOKEN)).hasSize(1);
    }

    @Test
    void itsKeyIsUsedForTheNextTokenIfCompassHasNotSeenIt() {
      world.compass.script().fail(CONFIGURATION_WITH_TOKEN, UNREACHED);
      enrol();

      life.enrol.run(world.configuration(), HOLDER);

      assertThat(world.journal.entry().history())
          .extracting(e -> e.enrolment().orElseThrow().key())
          .containsOnly(world.journal.entry().history().getFirst().enrolment().orElseThrow().key());
    }

    @Test
    void correctedIdsAreTakenWhenItIsResumed() {
      leave(HOLDER);
      var corrected =
          new ConnectionConfiguration(
              configuration.connectorUrl(), configuration.token(), "runtime-2", "tenant-2");

      var issued = (Issued) life.enrol.run(corrected, HOLDER);

      assertThat(issued.generation().runtimeId()).isEqualTo("runtime-2");
    }

    @Test
    void tokensAreErasedAfterADay() {
      leave(HOLDER);
      world.pass(Duration.ofHours(24));

      var stopped = stopped(configuration, HOLDER);

      assertThat(stopped.fate()).isEqualTo(TokenFate.SPENT);
      assertThat(world.journal.entry().content()).isEmpty();
    }
  }

  @Nested
  class IsErased {
    @Test
    void withItsTokenInHandAfterADay() {
      leaveTokenInHand();
      world.pass(Duration.ofHours(24));

      assertThat(stopped(configuration, HOLDER).fate()).isEqualTo(TokenFate.SPENT);
      assertThat(journalled()).isEmpty();
    }

    @Test
    void afterADayWithoutAnAnswerAndTheTokenIsTriedOnceMore() {
      world.compass.script().fail(CONFIGURATION_WITH_TOKEN, UNREACHED);
      stopped(configuration, HOLDER);
      world.pass(Duration.ofHours(24));
      world.compass.script().fail(CONFIGURATION_WITH_TOKEN, UNREACHED);

      assertThat(stopped(configuration, HOLDER).fate()).isEqualTo(TokenFate.NOTHING_SENT);
    }

    @Test
    void byAnotherTokenEvenIfThatIsOfNoUse() {
      leaveAnswered(HOLDER);
      var used = world.configuration();
      life.custody.spend(used.tokenHash());

      var stopped = stopped(used, HOLDER);

      assertThat(stopped.fate()).isEqualTo(TokenFate.SPENT);
      assertThat(stopped.detail()).startsWith("the token was already used at " + begun + ": ");
      assertThat(journalled()).isEmpty();
    }

    @Test
    void whereItsCredentialIsGone() {
      leaveAnswered(HOLDER);
      var stored = journalled().orElseThrow().entering(Phase.STORED, HOLDER.id(), begun);
      world.journal.entry().put(new JournalEntry(Optional.of(stored), List.of()));

      var next = world.life();
      assertThat(next.enrol.run(configuration, HOLDER))
          .isEqualTo(new Stopped(TokenFate.SPENT, Explanation.journalDamaged()));
      assertThat(journalled()).isEmpty();
    }
  }

  @Nested
  class ACredentialThatOnlyItHolds {
    private final Duration anHour = Duration.ofHours(1);

    private void enrolWhileTheStoreIsAway() {
      world.fillStoreWhenSigned();
      world.life().enrol.run(world.configuration(), HOLDER);
      world.store.credentials().recover();
    }

    private Life recovered() {
      var next = world.life();
      assertThat(next.enrol.recover()).isEmpty();
      return next;
    }

    @Test
    void isRecoveredAtStart() {
      enrolWhileTheStoreIsAway();

      World.proven(recovered().prove.run(Takeover.NOTHING_KNOWN));
      assertThat(world.journal.entry().content()).isEmpty();
    }

    @Test
    void isTakenInBesideAnOlderOne() {
      world.connected();
      world.pass(anHour);
      enrolWhileTheStoreIsAway();

      assertThat(recovered().custody.stored().next()).isPresent();
    }

    @Test
    void isLeftBesideOneThatCameLater() {
      world.connected();
      enrolWhileTheStoreIsAway();
      world.pass(anHour);
      var other = world.life();
      World.proven(other.prove.run(Takeover.NOTHING_KNOWN));
      assertThat(other.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);

      assertThat(recovered().custody.stored().next()).isEmpty();
    }
  }
}
