package dev.runtimeagent.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.supervision.SuperviseInTerms.Stage;
import dev.runtimeagent.bootstrap.Documents;
import dev.runtimeagent.bootstrap.http.Health.Verdict;
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

  private static LoopHealth health(Stage stage) {
    return new LoopHealth(() -> stage, () -> Documents.NOON);
  }
}
