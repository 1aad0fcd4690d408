package dev.runtimeagent.application.setting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Any text, as if somebody had set it for a duration. */
class DurationsFuzzTest {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private static final Map<String, Duration> UNITS =
      Map.of(
          "ns", Duration.ofNanos(1),
          "us", Duration.ofNanos(1_000),
          "µs", Duration.ofNanos(1_000),
          "μs", Duration.ofNanos(1_000),
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));

  @FuzzTest
  void isReadAsGoReadsIt(byte[] bytes) {
    var text = new String(bytes, UTF_8);
    var read = Durations.parse(text);
    var go = text.length() > 100 ? Optional.<Duration>empty() : parsed(text);

    assertThat(read.isPresent()).describedAs(text).isEqualTo(go.isPresent());
    if (read.isPresent()) {
      // Go cuts each part to whole nanoseconds, Durations their sum.
      assertThat(read.get().minus(go.orElseThrow()).abs()).isLessThan(Duration.ofNanos(50));
      assertThat(read.get().abs()).isLessThanOrEqualTo(LONGEST);
      assertThat(Durations.parse(read.get().toNanos() + "ns")).isEqualTo(read);
      assertThat(Durations.positive(text).isPresent()).isEqualTo(read.get().isPositive());
    }
  }

  /** As {@code time.ParseDuration} goes about it: character by character. */
  private static Optional<Duration> parsed(String text) {
    var rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    var sum = Duration.ZERO;
    while (!rest.isEmpty()) {
      var number = leading(rest, true);
      var digits = number.replace(".", "");
      rest = rest.substring(number.length());
      var unit = leading(rest, false);
      rest = rest.substring(unit.length());
      if (digits.isEmpty() || number.length() - digits.length() > 1 || !UNITS.containsKey(unit)) {
        return Optional.empty();
      }
      var nanos =
          new BigDecimal(number.startsWith(".") ? "0" + number : number)
              .multiply(BigDecimal.valueOf(UNITS.get(unit).toNanos()))
              .setScale(0, RoundingMode.DOWN);
      if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
        return Optional.empty();
      }
      sum = sum.plus(Duration.ofNanos(nanos.longValueExact()));
    }
    if (sum.compareTo(LONGEST) > 0) {
      return Optional.empty();
    }
    return Optional.of(text.startsWith("-") ? sum.negated() : sum);
  }

  /** The characters in front that are of a number, or that are not. */
  private static String leading(String text, boolean ofNumber) {
    var end = 0;
    while (end < text.length() && isOfNumber(text.charAt(end)) == ofNumber) {
      end++;
    }
    return text.substring(0, end);
  }

  private static boolean isOfNumber(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }
}
