package dev.runtimeagent.compass.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Any text, as if it stood in a header of an answer. */
class HeaderFuzzTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @FuzzTest
  void aDelayIsWithinADay(byte[] text) {
    var header = new String(text, UTF_8);

    assertThat(RetryAfter.delay(header, NOW))
        .satisfies(delay ->
            delay.ifPresent(
                time -> assertThat(time).isBetween(Duration.ZERO, Duration.ofHours(1))));
    RetryAfter.date(header)
        .ifPresent(date ->
            assertThat(
                    RetryAfter.date(
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC))))
                .contains(date));
  }
}
