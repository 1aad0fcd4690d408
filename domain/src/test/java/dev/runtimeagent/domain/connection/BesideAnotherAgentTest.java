package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CONFIGURATION;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.USABLE;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.connecting;
import static dev.runtimeagent.domain.connection.Samples.exchanging;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.lost;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static dev.runtimeagent.domain.connection.Samples.seenAnew;
import static dev.runtimeagent.domain.connection.Samples.synchronised;
import static dev.runtimeagent.domain.connection.Samples.unconfigured;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.ConfigurationSeen;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.DocumentMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.EnrolmentStopped;
import dev.runtimeagent.domain.connection.ConnectionEvent.OtherAgentWrote;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Synchronized;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left to another agent that works on the Runtime too, until it is silent. */
class BesideAnotherAgentTest {
  private final OtherAgentWrote wrote = new OtherAgentWrote(NOON, noon());
  private final Moment calm = later(Duration.ofMinutes(10));

  @Test
  void keepsATokenThatWasNotSentUntilTheOtherIsSilent() {
    var seen = MACHINE.decide(connecting(), wrote);
    assertThat(seen.effects()).containsExactly(new Effect.AbandonEnrolment());

    var stopped = new EnrolmentStopped(TokenFate.NOTHING_SENT, "given up", noon());
    var looking = after(seen.state(), stopped, new TimePassed(later(Duration.ofMinutes(9))));
    assertThat(looking.running()).contains(Task.PROBE);
    var waiting = after(looking, new CredentialMissing(later(Duration.ofMinutes(9))));
    assertThat(waiting.running()).isEmpty();
    assertThat(MACHINE.decide(waiting, new TimePassed(calm)).effects())
        .containsExactly(new Effect.Enrol(CONFIGURATION));
  }

  @Test
  void goesOnWithATokenInHandOnlyWhenTheOtherIsSilent() {
    var seen = MACHINE.decide(exchanging(), wrote);
    assertThat(seen.effects()).contains(new Effect.AbandonEnrolment());

    var stopped = new EnrolmentStopped(TokenFate.STILL_IN_HAND, "given up", noon());
    var waiting =
        MACHINE.decide(after(seen.state(), stopped), new TimePassed(later(Duration.ofMinutes(1))));
    assertThat(waiting.effects()).doesNotContain(new Effect.Enrol(CONFIGURATION));
  }

  @Test
  void spendsNoTokenThatComesMeanwhile() {
    assertThat(after(unconfigured(), wrote, new ConfigurationSeen(USABLE, noon())).running())
        .isEmpty();
    assertThat(after(lost(), wrote, seenAnew()).running()).isNotEqualTo(Optional.of(Task.ENROL));
  }

  @Test
  void synchronizesWithoutLosingAnything() {
    var due = new TimePassed(later(Duration.ofSeconds(30)));
    assertThat(MACHINE.decide(after(synchronised(), wrote), due).effects())
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.Synchronize.class,
            effect -> assertThat(effect.keepAll().orElseThrow()).contains("scale down"));
  }

  @Test
  void losesNothingMoreInASynchronizationUnderWay() {
    var idle = MACHINE.decide(synchronised(), wrote).effects();
    assertThat(idle).noneMatch(Effect.KeepAll.class::isInstance);

    var underWay = after(synchronised(), new TimePassed(later(Duration.ofSeconds(30))));
    assertThat(underWay.running()).contains(Task.SYNCHRONIZE);
    assertThat(MACHINE.decide(underWay, wrote).effects())
        .filteredOn(Effect.KeepAll.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.KeepAll.class, effect -> assertThat(effect.reason()).contains("scale down"));
  }

  @Test
  void connectsAnewOnlyWhenTheOtherIsSilent() {
    var asked = after(synchronised(), seenAnew(), wrote, new DocumentMissing(true, noon()));
    assertThat(asked).isInstanceOf(Synchronized.class);
    assertThat(after(asked, new TimePassed(calm))).isInstanceOf(Connecting.class);
  }
}
