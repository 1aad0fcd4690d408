package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.GuardOverTime.EPOCH;
import static dev.runtimeagent.domain.plan.GuardOverTime.HUNDRED;
import static dev.runtimeagent.domain.plan.GuardOverTime.START;
import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.applications;
import static dev.runtimeagent.domain.plan.Samples.bundle;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How long losses are held, by a clock that may be set meanwhile. */
class HoldTimeTest {
  private final GuardOverTime guard = new GuardOverTime();

  @Test
  void manyGoAfterTheHoldTime() {
    guard.judge(HUNDRED, HUNDRED.subList(60, 100));
    guard.pass(Duration.ofMinutes(5));
    assertThat(guard.judge(HUNDRED, HUNDRED.subList(60, 100)).released()).isEmpty();
    guard.pass(Duration.ofMinutes(5));

    var verdict = guard.judge(HUNDRED, HUNDRED.subList(60, 100));

    assertThat(verdict.released()).hasSize(60);
    assertThat(verdict.hold()).isEmpty();
  }

  @Test
  void manyWaitForThreeSnapshotsHoweverLongThatTakes() {
    guard.period = Duration.ofHours(1);
    guard.judge(HUNDRED, HUNDRED.subList(60, 100));
    guard.pass(Duration.ofHours(2));

    assertThat(guard.judge(HUNDRED, HUNDRED.subList(60, 100)).released()).isEmpty();
    assertThat(guard.judge(HUNDRED, HUNDRED.subList(60, 100)).released()).hasSize(60);
  }

  @Test
  void whatComesBackStartsAnew() {
    guard.judge(HUNDRED, HUNDRED.subList(60, 100));
    guard.pass(Duration.ofMinutes(6));
    guard.judge(HUNDRED, HUNDRED);
    guard.pass(Duration.ofMinutes(6));
    guard.judge(HUNDRED, HUNDRED.subList(60, 100));
    guard.pass(Duration.ofMinutes(6));

    assertThat(guard.judge(HUNDRED, HUNDRED.subList(60, 100)).released()).isEmpty();
  }

  @Test
  void eachApplicationHasItsOwnClock() {
    guard.judge(HUNDRED, HUNDRED.subList(60, 100));
    guard.pass(Duration.ofMinutes(6));
    guard.judge(HUNDRED, HUNDRED.subList(80, 100));
    guard.pass(Duration.ofMinutes(6));

    var verdict = guard.judge(HUNDRED, HUNDRED.subList(80, 100));

    assertThat(verdict.released()).hasSize(60);
    assertThat(verdict.held()).hasSize(20);
    assertThat(verdict.hold().orElseThrow().start()).isEqualTo(START);
  }

  @Test
  void aLossThatGrowsStartsAnew() {
    guard.limit = new DeletionLimit.Count(0);
    var all = List.of(application(1, "shop", bundle("b", false, "x", "y", "z")));
    var less = List.of(application(1, "shop", bundle("b", false, "x", "y")));
    var least = List.of(application(1, "shop", bundle("b", false, "x")));
    guard.judge(all, less);
    for (int i = 0; i < 3; i++) {
      guard.pass(Duration.ofMinutes(3));
      assertThat(guard.judge(all, less).released()).isEmpty();
    }
    guard.pass(Duration.ofMinutes(3));

    assertThat(guard.judge(all, least).released()).isEmpty();
  }

  @Test
  void evenOneIsHeldForADayWhereNothingWouldBeLeft() {
    var one = applications(0, 1);
    guard.period = Duration.ofMinutes(20);
    for (int i = 0; i < 24; i++) {
      assertThat(guard.judge(one, List.of()).released()).isEmpty();
      guard.pass(Duration.ofHours(1));
    }

    assertThat(guard.judge(one, List.of()).released()).hasSize(1);
  }

  @Nested
  class WhenTheClockIsSet {
    private static final LossRecord.Entry TEN = new LossRecord.Entry(START, 10, 0, 0);

    @Test
    void whatWasSpentOfTheHourStaysSpentWhenItIsSetBack() {
      guard.judge(HUNDRED, HUNDRED.subList(10, 100));
      guard.pass(Duration.ofHours(-5));

      var verdict = guard.judge(HUNDRED.subList(10, 100), HUNDRED.subList(11, 100));

      assertThat(verdict.released()).isEmpty();
    }

    @Test
    void whatIsOfTheFutureIsSavedAsOfNowAndForgottenAfterAnHour() {
      guard.judge(HUNDRED, HUNDRED.subList(10, 100));
      guard.pass(Duration.ofDays(-365));

      assertThat(guard.judge(HUNDRED.subList(10, 100), HUNDRED.subList(10, 100)).account())
          .contains(new LossRecord(EPOCH, true, List.of(TEN.dated(guard.now))));

      guard.pass(Duration.ofHours(1));
      assertThat(guard.judge(HUNDRED.subList(10, 100), HUNDRED.subList(11, 100)).released())
          .hasSize(1);
    }

    @Test
    void forwardEndsNoHold() {
      guard.judge(HUNDRED, HUNDRED.subList(60, 100));
      guard.pass(Duration.ofSeconds(20));
      guard.judge(HUNDRED, HUNDRED.subList(60, 100));
      guard.pass(Duration.ofDays(2));

      var verdict = guard.judge(HUNDRED, HUNDRED.subList(60, 100));

      assertThat(verdict.released()).isEmpty();
      assertThat(verdict.hold().orElseThrow().release())
          .contains(guard.now.plus(Duration.ofMinutes(5).minusSeconds(20)));
    }

    @Test
    void forwardDoesNotEndTheDayForWhichAllIsHeld() {
      for (int i = 0; i < 4; i++) {
        assertThat(guard.judge(HUNDRED, List.of()).released()).isEmpty();
        guard.pass(Duration.ofDays(2));
      }
    }

    @Test
    void backAddsNothingAndTakesNothing() {
      guard.judge(HUNDRED, HUNDRED.subList(60, 100));
      guard.pass(Duration.ofMinutes(5));
      guard.judge(HUNDRED, HUNDRED.subList(60, 100));
      guard.pass(Duration.ofDays(-2));
      var verdict = guard.judge(HUNDRED, HUNDRED.subList(60, 100));
      assertThat(verdict.released()).isEmpty();
      assertThat(verdict.hold().orElseThrow().release())
          .contains(guard.now.plus(Duration.ofMinutes(5)));
      guard.pass(Duration.ofMinutes(5));

      assertThat(guard.judge(HUNDRED, HUNDRED.subList(60, 100)).released()).hasSize(60);
    }
  }
}
