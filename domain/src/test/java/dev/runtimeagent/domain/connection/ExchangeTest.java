package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.UNREADABLE;
import static dev.runtimeagent.domain.connection.Samples.USABLE;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.connecting;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static dev.runtimeagent.domain.connection.Samples.seenAnew;
import static dev.runtimeagent.domain.connection.Samples.unproven;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.ConfigurationSeen;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialProven;
import dev.runtimeagent.domain.connection.ConnectionEvent.OtherAgentWrote;
import org.junit.jupiter.api.Test;

/** What comes between while a token is exchanged, or waits for that. */
class ExchangeTest {
  @Test
  void aConfigurationThatCouldNotBeReadForAWhileAndIsTheSameEndsNothing() {
    var unreadable = after(connecting(), new ConfigurationSeen(UNREADABLE, noon()));
    var again = MACHINE.decide(unreadable, new ConfigurationSeen(USABLE, noon()));

    assertThat(again.state().running()).contains(Task.ENROL);
    assertThat(again.effects()).isEmpty();
  }

  @Test
  void nothingIsToldOfATokenThatWasNotTriedBeforeTheCredentialProvedItself() {
    var waiting = after(unproven(), new OtherAgentWrote(NOON, noon()), seenAnew());
    assertThat(waiting.running()).contains(Task.PROBE);

    assertThat(after(waiting, new CredentialProven(CREDENTIAL, noon())).memory().note()).isEmpty();
  }
}
