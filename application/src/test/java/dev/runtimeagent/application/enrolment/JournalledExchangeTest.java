package dev.runtimeagent.application.enrolment;

import static dev.runtimeagent.application.enrolment.World.HOLDER;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION_WITH_TOKEN;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SIGN_WITH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.credential.RenewalOutcome;
import dev.runtimeagent.application.credential.Takeover;
import dev.runtimeagent.application.enrolment.EnrolmentOutcome.Stopped;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Unsent.Reason;
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

  private Stopped stopped(ConnectionConfiguration wanted, Holder holder) {
    if (life.enrol.run(wanted, holder) instanceof Stopped stopped) {
      return stopped;
    }
    throw new AssertionError("a certificate was issued");
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
      world
          .compass
          .script()
          .alter(
              SIGN_WITH_TOKEN,
              answer -> {
                world.store.credentials().refuseWrites("the disk is full");
                return answer;
              });
      world.life().enrol.run(world.configuration(), HOLDER);
      world.store.credentials().recover();
    }

    private Life recovered() {
      var next = world.life();
      assertThat(next.enrol.recover()).isEmpty();
      return next;
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
