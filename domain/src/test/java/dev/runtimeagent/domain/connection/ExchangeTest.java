package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.CREDENTIAL;
import static dev.runtimeagent.domain.connection.Samples.MACHINE;
import static dev.runtimeagent.domain.connection.Samples.NOON;
import static dev.runtimeagent.domain.connection.Samples.WITH_NEW_TOKEN;
import static dev.runtimeagent.domain.connection.Samples.after;
import static dev.runtimeagent.domain.connection.Samples.connectingAgain;
import static dev.runtimeagent.domain.connection.Samples.credential;
import static dev.runtimeagent.domain.connection.Samples.exchanging;
import static dev.runtimeagent.domain.connection.Samples.later;
import static dev.runtimeagent.domain.connection.Samples.noon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialIssued;
import dev.runtimeagent.domain.connection.ConnectionEvent.CredentialProven;
import dev.runtimeagent.domain.connection.ConnectionEvent.EnrolmentStopped;
import dev.runtimeagent.domain.connection.ConnectionEvent.SyncEnded;
import dev.runtimeagent.domain.connection.ConnectionEvent.TimePassed;
import dev.runtimeagent.domain.connection.ConnectionState.Connecting;
import dev.runtimeagent.domain.connection.ConnectionState.Synchronized;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The exchange of a token that goes on beside a credential that works. */
class ExchangeTest {
  @Test
  void goesOnWithItWhileSynchronizedUntilTheNewCredentialIsThere() {
    assertThat(exchanging()).isInstanceOf(Synchronized.class);
    assertThat(exchanging().running()).contains(Task.ENROL);
    assertThat(exchanging().memory().note()).contains("not reconnected: 404");

    var issued = after(exchanging(), new CredentialIssued(credential("two", NOON), noon()));

    assertThat(issued).isInstanceOf(Connecting.class);
    assertThat(issued.running()).contains(Task.PROBE);
    assertThat(issued.memory().note()).isEmpty();
    assertThat(issued.memory().tokens().spentAt(WITH_NEW_TOKEN.tokenHash())).contains(NOON);
  }

  @Test
  void triesAgainAsPatientlyAsWithoutACredential() {
    var at = later(Duration.ofSeconds(2));
    var again = MACHINE.decide(exchanging(), new EnrolmentStopped(TokenFate.IN_HAND, "cut", at));
    assertThat(again.state()).isInstanceOf(Synchronized.class);
    assertThat(again.state().memory().note()).contains("not reconnected: cut");
    assertThat(again.effects()).containsExactly(new Effect.WakeAt(at.at().plusSeconds(15)));
    assertThat(
            MACHINE.decide(again.state(), new TimePassed(later(Duration.ofSeconds(17)))).effects())
        .containsExactly(new Effect.Enrol(WITH_NEW_TOKEN));
  }

  @Test
  void givesUpWhenNothingIsInHandAnyMore() {
    for (var fate : List.of(TokenFate.REFUSED, TokenFate.SPENT)) {
      var stopped = after(exchanging(), new EnrolmentStopped(fate, "used up", noon()));
      assertThat(stopped).isInstanceOf(Synchronized.class);
      assertThat(stopped.memory().note()).contains("not reconnected: used up");
      assertThat(stopped.memory().eligible()).isEmpty();
      assertThat(after(stopped, new TimePassed(later(Duration.ofSeconds(50)))).running())
          .isNotEqualTo(Optional.of(Task.ENROL));
    }
  }

  @Test
  void hasNoneWhereNothingWasSent() {
    var state =
        after(
            connectingAgain(),
            new EnrolmentStopped(TokenFate.NOTHING_SENT, "DNS", noon()),
            new CredentialProven(CREDENTIAL, noon()),
            new SyncEnded(new SyncVerdict.Succeeded(), noon()),
            new TimePassed(later(Duration.ofSeconds(50))));
    assertThat(state.running()).isNotEqualTo(Optional.of(Task.ENROL));
  }
}
