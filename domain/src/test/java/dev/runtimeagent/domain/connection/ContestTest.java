package dev.runtimeagent.domain.connection;

import static dev.runtimeagent.domain.connection.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContestTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Contest after(Duration... writes) {
    var contest = Contest.none(NOON);
    for (var write : writes) {
      contest = contest.seeing(NOON.plus(write));
    }
    return contest;
  }

  private static boolean contested(Contest contest, Duration later) {
    return contest.contested(NOON.plus(later));
  }

  @Test
  void aWriteWithinAMinuteOfTheStartIsOne() {
    assertThat(contested(after(MINUTE), MINUTE)).isTrue();
    assertThat(contested(after(MINUTE.plus(SECOND)), MINUTE.plus(SECOND))).isFalse();
  }

  @Test
  void threeWritesWithinFiveMinutesAreOne() {
    var third = MINUTE.multipliedBy(7);
    assertThat(contested(after(MINUTE.multipliedBy(2), MINUTE.multipliedBy(4), third), third))
        .isTrue();
    assertThat(
            contested(
                after(MINUTE.multipliedBy(2).minus(SECOND), MINUTE.multipliedBy(4), third), third))
        .isFalse();
  }

  @Test
  void itEndsTenMinutesAfterTheLastWrite() {
    var contest = after(SECOND, MINUTE.multipliedBy(9));
    assertThat(contested(contest, MINUTE.multipliedBy(19).minus(SECOND))).isTrue();
    assertThat(contested(contest, MINUTE.multipliedBy(19))).isFalse();
  }

  @Test
  void aClockThatIsSetBackFarDoesNotProlongIt() {
    assertThat(contested(after(SECOND), SECOND.negated())).isTrue();
    assertThat(contested(after(SECOND), MINUTE.multipliedBy(-10))).isFalse();
  }

  @Test
  void noMoreIsRememberedThanItTakes() {
    var contest = Contest.none(NOON);
    for (int i = 0; i < 100; i++) {
      contest = contest.seeing(NOON.plusSeconds(i));
    }
    assertThat(contest.sightings()).hasSize(3);
  }
}
