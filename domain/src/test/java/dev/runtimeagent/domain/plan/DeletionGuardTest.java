package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.GuardOverTime.EPOCH;
import static dev.runtimeagent.domain.plan.GuardOverTime.HUNDRED;
import static dev.runtimeagent.domain.plan.GuardOverTime.SETTLED;
import static dev.runtimeagent.domain.plan.GuardOverTime.START;
import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.applications;
import static dev.runtimeagent.domain.plan.Samples.bundle;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes at once, and what is held. */
class DeletionGuardTest {
  private final GuardOverTime guard = new GuardOverTime();

  @ParameterizedTest
  @CsvSource({"10, 100, 10", "10, 9, 1", "10, 19, 1", "10, 20, 2", "0, 100, 0", "100, 7, 7"})
  void aShareIsAtLeastOneUnlessNothingMayGo(int percent, int total, int allowed) {
    assertThat(new DeletionLimit.Percent(percent).allowed(total)).isEqualTo(allowed);
    assertThat(new DeletionLimit.Count(3).allowed(total)).isEqualTo(3);
  }

  @Test
  void aFewOfManyGoAtOnceAndAreCounted() {
    var verdict = guard.judge(HUNDRED, HUNDRED.subList(2, 100));

    assertThat(verdict.released()).hasSize(2);
    assertThat(verdict.hold()).isEmpty();
    assertThat(verdict.account())
        .contains(new LossRecord(EPOCH, true, List.of(new LossRecord.Entry(START, 2, 0, 0))));
  }

  @Test
  void manyAreHeldAndSaidSo() {
    var verdict = guard.judge(HUNDRED, HUNDRED.subList(60, 100));

    assertThat(verdict.released()).isEmpty();
    assertThat(verdict.held()).hasSize(60);
    assertThat(verdict.account()).isEmpty();
    assertThat(verdict.hold().orElseThrow().message())
        .isEqualTo(
            "60 Applications held since 2026-03-01T10:00:00Z: app-0, app-1, app-10, app-11, app-12"
                + " and 55 more; done at 2026-03-01T10:10:00Z if Compass lacks them until then; to"
                + " lose them now: runtime-agent approve");
  }

  @Test
  void theHourIsSharedBySeveralSynchronizations() {
    var held = HUNDRED;
    for (int gone = 5; gone <= 10; gone += 5) {
      assertThat(guard.judge(held, HUNDRED.subList(gone, 100)).released()).hasSize(5);
      held = HUNDRED.subList(gone, 100);
      guard.pass(Duration.ofMinutes(10));
    }

    assertThat(guard.judge(held, HUNDRED.subList(11, 100)).released()).isEmpty();
    guard.pass(Duration.ofMinutes(45));
    assertThat(guard.judge(held, HUNDRED.subList(11, 100)).released()).hasSize(1);
  }

  @Test
  void namesTheFirstFiveOfThemAndSaysWhetherThereAreMore() {
    guard.limit = new DeletionLimit.Count(0);

    assertThat(guard.judge(HUNDRED, HUNDRED.subList(5, 100)).hold().orElseThrow().message())
        .contains(": app-0, app-1, app-2, app-3, app-4; ");
    assertThat(guard.judge(HUNDRED, HUNDRED.subList(6, 100)).hold().orElseThrow().message())
        .contains(": app-0, app-1, app-2, app-3, app-4 and 1 more; ");
  }

  @Test
  void whatWasFreeAndFailedIsTriedAgainWithoutBeingCountedAgain() {
    guard.limit = new DeletionLimit.Count(1);
    assertThat(guard.judge(HUNDRED, HUNDRED.subList(1, 100)).released()).hasSize(1);
    guard.pass(Duration.ofSeconds(20));

    var again = guard.judge(HUNDRED, HUNDRED.subList(1, 100));

    assertThat(again.released()).hasSize(1);
    assertThat(again.hold()).isEmpty();
    assertThat(again.account()).isEmpty();
  }

  @Test
  void otherChangesGoOnWhileLossesAreHeld() {
    var wanted = Stream.concat(HUNDRED.stream().skip(60), Stream.of(application(200, "new")));

    assertThat(guard.judge(HUNDRED, wanted.toList()).released())
        .singleElement()
        .isInstanceOf(Change.Create.class);
  }

  @Test
  void countsEntriesAndCredentialsToo() {
    var before =
        IntStream.range(0, 20)
            .mapToObj(n -> application(n, "a" + n, bundle("b" + n, true, "x", "y")));
    var after =
        IntStream.range(0, 20)
            .mapToObj(n -> application(n, "a" + n, bundle("b" + n, false, "x", "y")));

    var verdict = guard.judge(before.toList(), after.toList());

    assertThat(verdict.released()).isEmpty();
    assertThat(verdict.hold().orElseThrow().message()).startsWith("20 bundles' credentials held");
  }

  @Test
  void nothingIsLostWhileAnotherAgentIsAtWork() {
    guard.keepAll = Optional.of("another agent writes");

    var verdict = guard.judge(HUNDRED, HUNDRED.subList(1, 100));

    assertThat(verdict.released()).isEmpty();
    assertThat(verdict.hold().orElseThrow().message()).contains("another agent writes");
  }

  @Nested
  class WhenTheEpochIsNotSettled {
    WhenTheEpochIsNotSettled() {
      guard.account = LossRecord.NONE;
    }

    @Test
    void nothingIsFreeAndTimeSettlesNothing() {
      for (int i = 0; i < 4; i++) {
        assertThat(guard.judge(HUNDRED, HUNDRED.subList(1, 100)).released()).isEmpty();
        guard.pass(Duration.ofHours(30));
      }
      assertThat(guard.memory.holdStart()).contains(START);
    }

    @Test
    void anApplicationOfTheSameNameAndAnotherIdIsHeld() {
      var again = List.of(application(500, "app-0"));

      assertThat(guard.judge(applications(0, 1), again).released()).isEmpty();
      guard.account = SETTLED;
      assertThat(guard.judge(applications(0, 1), again).released()).hasSize(1);
    }

    @Test
    void aPlanWithoutLossesSettlesIt() {
      assertThat(guard.judge(HUNDRED, applications(0, 101)).account())
          .contains(new LossRecord(EPOCH, true, List.of()));
    }

    @Test
    void anApprovalSettlesIt() {
      guard.judge(HUNDRED, HUNDRED.subList(1, 100));
      guard.approval = Optional.of(START.toString());

      var verdict = guard.judge(HUNDRED, HUNDRED.subList(1, 100));

      assertThat(verdict.released()).hasSize(1);
      assertThat(verdict.account()).map(LossRecord::settled).contains(true);
    }
  }

  @Nested
  class WhenPagesWereTurned {
    WhenPagesWereTurned() {
      guard.turned = true;
    }

    @Test
    void whatIsAbsentOnceIsKept() {
      var verdict = guard.judge(HUNDRED, HUNDRED.subList(1, 100));

      assertThat(verdict.released()).isEmpty();
      assertThat(verdict.held()).hasSize(1);
      assertThat(verdict.hold()).isEmpty();
    }

    @Test
    void whatIsAbsentTwiceGoes() {
      guard.judge(HUNDRED, HUNDRED.subList(1, 100));

      assertThat(guard.judge(HUNDRED, HUNDRED.subList(1, 100)).released()).hasSize(1);
    }

    @Test
    void whatSlidesFromOneToTheOtherStays() {
      guard.judge(HUNDRED, HUNDRED.subList(1, 100));

      assertThat(guard.judge(HUNDRED, HUNDRED.subList(0, 99)).released()).isEmpty();
    }
  }

  @Property(tries = 200)
  void neverMoreThanTheLimitGoesWithinAnHour(
      @ForAll @IntRange(min = 1, max = 60) int total,
      @ForAll List<@IntRange(max = 60) Integer> left) {
    var held = new ArrayList<>(applications(0, total));
    var gone = 0;
    for (var count : left) {
      var wanted = held.subList(0, Math.min(count, held.size()));
      var released = guard.judge(held, wanted).released();
      gone += released.size();
      var names = released.stream().map(Change::name).toList();
      held.removeIf(a -> names.contains(a.name()));
      guard.pass(Duration.ofSeconds(1));
    }
    assertThat(gone).isLessThanOrEqualTo(Math.max(1, total / 10));
  }
}
