package dev.runtimeagent.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalStreakTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void threeRefusalsAreBelievedOnceTheySpread() {
    var two = RefusalStreak.NONE.plus(NOW).plus(NOW.plusSeconds(15));

    assertThat(two.plus(NOW.plusSeconds(29)).believed()).isFalse();
    assertThat(two.plus(NOW.plusSeconds(30)).believed()).isTrue();
  }

  @Test
  void twoAreNotBelievedHoweverFarApart() {
    assertThat(RefusalStreak.NONE.plus(NOW).plus(NOW.plusSeconds(3600)).believed()).isFalse();
  }

  @Test
  void aClockThatIsSetBackMakesThemSpreadAnew() {
    var back = NOW.minus(Duration.ofDays(1));
    var three = RefusalStreak.NONE.plus(NOW).plus(back).plus(back.plusSeconds(29));

    assertThat(three.believed()).isFalse();
    assertThat(three.plus(back.plusSeconds(30)).believed()).isTrue();
  }
}
