package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.GuardOverTime.HUNDRED;
import static dev.runtimeagent.domain.plan.GuardOverTime.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an approval lets go, and what it does not. */
class ApprovalTest {
  private final GuardOverTime guard = new GuardOverTime();

  @Test
  void whatWasHeldThenGoesAtOnce() {
    guard.judge(HUNDRED, HUNDRED.subList(60, 100));
    guard.approval = Optional.of(START.toString());
    guard.pass(Duration.ofSeconds(5));

    var verdict = guard.judge(HUNDRED, HUNDRED.subList(61, 100));

    assertThat(verdict.released()).hasSize(61);
    assertThat(verdict.account().orElseThrow().entries()).hasSize(1);
  }

  @Test
  void whatIsAddedLaterIsHeld() {
    guard.judge(HUNDRED, HUNDRED.subList(60, 100));
    guard.approval = Optional.of(START.toString());

    var verdict = guard.judge(HUNDRED, HUNDRED.subList(90, 100));

    assertThat(verdict.released()).hasSize(60);
    assertThat(verdict.held()).hasSize(30);
  }

  @Test
  void whatIsAddedLaterIsHeldAlsoAsLongAsTheApprovalIsThere() {
    guard.judge(HUNDRED, HUNDRED.subList(60, 100));
    guard.approval = Optional.of(START.toString());
    guard.pass(Duration.ofSeconds(20));
    guard.judge(HUNDRED, HUNDRED.subList(90, 100));
    guard.pass(Duration.ofSeconds(20));

    var verdict = guard.judge(HUNDRED.subList(60, 100), HUNDRED.subList(90, 100));

    assertThat(verdict.released()).isEmpty();
    assertThat(verdict.hold().orElseThrow().start()).isEqualTo(START.plusSeconds(20));
  }

  @Test
  void theApprovalOfAnotherHoldSaysNothing() {
    guard.judge(HUNDRED, HUNDRED.subList(60, 100));
    guard.approval = Optional.of("2026-02-01T10:00:00Z");

    assertThat(guard.judge(HUNDRED, HUNDRED.subList(60, 100)).released()).isEmpty();
  }

  @Test
  void whatFailedIsTriedAgainWithoutAnotherWord() {
    guard.judge(HUNDRED, HUNDRED.subList(60, 100));
    guard.approval = Optional.of(START.toString());
    guard.judge(HUNDRED, HUNDRED.subList(60, 100));
    guard.approval = Optional.empty();

    assertThat(guard.judge(HUNDRED.subList(50, 100), HUNDRED.subList(60, 100)).released())
        .hasSize(10);
  }
}
