package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.USABLE;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.unconfigured;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.CompassSilent;
import dev.runtimeagent.domain.connection.ConnectionEvent.ConfigurationSeen;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialMissing;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialProven;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialRefused;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialUnreadable;
import dev.runtimeagent.domain.connection.ConnectionEvent.FlagsRaised;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionState.Connected;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Unconfigured;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows while there is neither credential nor configuration. */
class UnconfiguredMovesTest {
  private static final Moment A_MINUTE_ON = later(Duration.ofMinutes(1));

  @Test
  void looksOnceAMinuteForACredentialThatIsPutBack() {
    var missing = after(looking(), new CredentialMissing(A_MINUTE_ON));

    assertThat(looking().running()).contains(Task.PROBE);
    assertThat(after(unconfigured(), new TimePassed(later(Duration.ofSeconds(59)))).running())
        .isEmpty();
    assertThat(missing).isInstanceOf(Unconfigured.class);
    assertThat(missing.running()).isEmpty();
    assertThat(after(missing, new TimePassed(later(Duration.ofMinutes(2)))).running())
        .contains(Task.PROBE);
  }

  @Test
  void isConnectedByACredentialThatWorks() {
    var connected = after(looking(), new CredentialProven(CREDENTIAL, A_MINUTE_ON));

    assertThat(connected).isInstanceOf(Connected.class);
    assertThat(connected.memory().credentialStored()).isTrue();
  }

  @Test
  void goesOnProbingOneThatDoesNotWorkYet() {
    for (var event :
        List.of(
            new CredentialRefused("refused", A_MINUTE_ON),
            new CompassSilent("silent", Optional.empty(), A_MINUTE_ON))) {
      var probed = after(looking(), event);

      assertThat(probed).isInstanceOf(Connecting.class);
      assertThat(probed.memory().credentialStored()).isTrue();
      assertThat(((Connecting) probed).probe().failures()).isEqualTo(1);
    }
  }

  @Test
  void staysWhereTheStoreCannotBeRead() {
    var unreadable = after(looking(), new CredentialUnreadable("403", A_MINUTE_ON));

    assertThat(unreadable).isInstanceOf(Unconfigured.class);
    assertThat(unreadable.memory().credentialStored()).isFalse();
    assertThat(after(unreadable, new TimePassed(later(Duration.ofMinutes(2)))).running())
        .contains(Task.PROBE);
  }

  @Test
  void doesNotWaitForALookBeforeItUsesAToken() {
    var effects = MACHINE.decide(looking(), new ConfigurationSeen(USABLE, A_MINUTE_ON)).effects();

    assertThat(effects)
        .containsExactly(new Effect.AbandonProbe(), new Effect.Enrol(Samples.CONFIGURATION));
  }

  @Test
  void looksAtOnceWhereSomebodyWishes() {
    var wished = MACHINE.decide(unconfigured(), new FlagsRaised(false, true, later(Duration.ZERO)));

    assertThat(wished.effects()).containsExactly(new Effect.ClearFlags(), new Effect.Probe());
  }

  private static ConnectionState looking() {
    return after(unconfigured(), new TimePassed(A_MINUTE_ON));
  }
}
