package dev.runtimeagent.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.status.Chronicle;
import dev.runtimeagent.application.status.Circumstances;
import dev.runtimeagent.application.supervision.SuperviseInTerms.Stage;
import dev.runtimeagent.bootstrap.Documents;
import dev.runtimeagent.bootstrap.http.Health.Verdict;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.connection.ConnectionMachine;
import dev.runtimeagent.domain.connection.Findings;
import dev.runtimeagent.domain.connection.Moment;
import dev.runtimeagent.domain.connection.Policy;
import dev.runtimeagent.domain.connection.TokenLedger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoopHealthTest {
  @Test
  void whoStandsByIsWellAndReady() {
    LoopHealth health = health(new Stage.Standby("pod-2 leads"));
    assertThat(health.live()).isEqualTo(new Verdict(true, "standby"));
    assertThat(health.ready()).isEqualTo(new Verdict(true, "standby"));
  }

  @Test
  void whoHasNoAnswerYetIsWellAndNotReady() {
    LoopHealth health = health(new Stage.Seeking(Optional.empty()));
    assertThat(health.live()).isEqualTo(Verdict.GOOD);
    assertThat(health.ready()).isEqualTo(Verdict.bad("starting"));
  }

  @Test
  void whoCannotTellWhoLeadsSaysWhy() {
    LoopHealth health = health(new Stage.Seeking(Optional.of("the API server is down")));
    assertThat(health.live()).isEqualTo(Verdict.GOOD);
    assertThat(health.ready())
        .isEqualTo(Verdict.bad("it cannot be told who leads: the API server is down"));
  }

  @Test
  void whoHasACredentialInMemoryAloneIsAliveAndNotReady() {
    LoopHealth health = health(new Stage.Storing("no space left"));
    assertThat(health.live()).isEqualTo(Verdict.GOOD);
    assertThat(health.ready())
        .isEqualTo(Verdict.bad("the credential is not safely stored: no space left"));
  }

  @Test
  void whoCannotReadItsCredentialIsNotReadyAndWhoHasNoneIs() {
    assertThat(LoopHealth.ready(found(Optional.of("the Secret has no key"))))
        .isEqualTo(Verdict.bad("the stored credential cannot be read: the Secret has no key"));
    assertThat(LoopHealth.ready(found(Optional.empty()))).isEqualTo(Verdict.GOOD);
  }

  /** What is so at the start of an agent that has no configuration. */
  private static Circumstances found(Optional<String> unreadable) {
    Duration minute = Duration.ofMinutes(1);
    ConnectionMachine machine = new ConnectionMachine(new Policy(minute, minute, minute, minute));
    Findings findings =
        new Findings(
            new ConfigurationReading.Missing("the Secret"),
            TokenLedger.EMPTY,
            Optional.empty(),
            false,
            unreadable,
            false,
            false);
    return new Circumstances(
        machine.begin(findings, new Moment(Documents.NOON, 0)).state(),
        Chronicle.EMPTY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static LoopHealth health(Stage stage) {
    return new LoopHealth(() -> stage, () -> Documents.NOON);
  }
}
