package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.NEW_TOKEN;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.WITH_NEW_TOKEN;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.connected;
import static dev.runtimeagent.domain.connection.Samples.credential;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.lost;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static dev.runtimeagent.domain.connection.Samples.seenAnew;
import static dev.runtimeagent.domain.connection.Samples.silent;
import static dev.runtimeagent.domain.connection.Samples.upkeep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.CompassSilent;
import dev.runtimeagent.domain.connection.ConnectionEvent.ConfigurationSeen;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialProven;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialRefused;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Lost;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows while the connection is lost. */
class LostMovesTest {
  @Test
  void doesNotRenewBecauseItComesBack() {
    var old = credential("old", NOON.minus(Duration.ofDays(10)));
    assertThat(upkeep(after(lost(), new CredentialProven(old, noon()))).duties().renewal().due())
        .isEqualTo(old.renewalDue());
  }

  @Test
  void goesOnProbing() {
    assertThat(lost().running()).contains(Task.PROBE);
    assertThat(after(lost(), new CredentialProven(CREDENTIAL, noon())))
        .isInstanceOf(Connected.class);
  }

  @Test
  void isLostWithoutAskingAgainWhoAskedToWait() {
    var late = later(Duration.ofMinutes(15));
    var hour = Optional.of(Duration.ofHours(1));

    var asked = MACHINE.decide(silent(), new CompassSilent("busy", hour, late));
    var silent = MACHINE.decide(silent(), new CompassSilent("silent", Optional.empty(), late));

    assertThat(asked.state()).isInstanceOf(Lost.class);
    assertThat(asked.effects()).noneMatch(Effect.Probe.class::isInstance);
    assertThat(silent.effects()).containsExactly(new Effect.Probe());
  }

  @Test
  void probesAtLeastEveryFiveMinutes() {
    var state = lost();
    for (int i = 0; i < 20; i++) {
      state = after(state, new CredentialRefused("refused", noon()));
      state =
          new Lost(
              state.memory(),
              ((Lost) state).cause(),
              NOON,
              ((Lost) state).probe(),
              Optional.of(Task.PROBE));
    }
    assertThat(((Lost) state).probe().due())
        .isBetween(NOON.plusSeconds(270), NOON.plusSeconds(330));
  }

  @Test
  void takesANewTokenAtOnceAndBreaksOffTheProbe() {
    var seen = new ConfigurationSeen(NEW_TOKEN, later(Duration.ofMinutes(1)));
    assertThat(MACHINE.decide(lost(), seen).effects())
        .containsExactly(new Effect.AbandonProbe(), new Effect.Enrol(WITH_NEW_TOKEN));
  }

  @Test
  void waitsTenMinutesBeforeAnOlderTokenIsTried() {
    var state =
        after(
            connected(),
            seenAnew(),
            new CredentialRefused("refused", noon()),
            new CredentialRefused("refused", later(Duration.ofSeconds(15))),
            new CredentialRefused("refused", later(Duration.ofSeconds(30))));
    assertThat(state).isInstanceOf(Lost.class);
    assertThat(after(state, new TimePassed(later(Duration.ofMinutes(-9)))))
        .isInstanceOf(Lost.class);
    assertThat(after(state, new TimePassed(later(Duration.ofMinutes(-10)))))
        .isInstanceOf(Connecting.class);
    assertThat(after(state, new TimePassed(later(Duration.ofMinutes(10)))))
        .isInstanceOf(Lost.class);
    assertThat(after(state, new TimePassed(later(Duration.ofSeconds(630)))))
        .isInstanceOf(Connecting.class);
  }

  @Test
  void takesATokenAtOnceThatCameAfterTheFirstRefusal() {
    var state =
        after(
            connected(),
            new CredentialRefused("refused", noon()),
            new ConfigurationSeen(NEW_TOKEN, later(Duration.ofSeconds(5))),
            new CredentialRefused("refused", later(Duration.ofSeconds(15))));

    var lost = MACHINE.decide(state, new CredentialRefused("no", later(Duration.ofSeconds(30))));

    assertThat(lost.effects()).containsExactly(new Effect.Enrol(WITH_NEW_TOKEN));
  }

  @Test
  void remembersTheFirstRefusalThroughThoseThatFollow() {
    var state =
        after(
            lost(),
            new CredentialRefused("refused", later(Duration.ofMinutes(1))),
            new CredentialRefused("still", later(Duration.ofMinutes(2))));

    assertThat(((Lost) state).cause()).isEqualTo(new LostCause.CredentialRefused("still", NOON));
  }

  @Test
  void doesNotTryASpentToken() {
    assertThat(after(lost(), new TimePassed(later(Duration.ofDays(1))))).isInstanceOf(Lost.class);
  }
}
