package dev.runtimeagent.application.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "15s,PT15S",
    "3m,PT3M",
    "1h30m,PT1H30M",
    "1.5h,PT1H30M",
    ".5s,PT0.5S",
    "1.s,PT1S",
    "+1s,PT1S",
    "-1m30s,PT-1M-30S",
    "100ms,PT0.1S",
    "1us,PT0.000001S",
    "1µs,PT0.000001S",
    "1ns,PT0.000000001S",
    "0,PT0S",
    "1m1h,PT1H1M"
  })
  void readsWhatGoReads(String text, Duration duration) {
    assertThat(Durations.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "s", ".s", "1 s", "1d", "1h-5m", "", "1S", "3000000h", "1,5h"})
  void refusesWhatGoRefuses(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }
}
