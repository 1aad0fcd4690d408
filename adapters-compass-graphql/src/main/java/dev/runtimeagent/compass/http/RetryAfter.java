package dev.runtimeagent.compass.http;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads dates and delays of HTTP headers; what cannot be read is absent. */
final class RetryAfter {
  /** Whoever writes a day into a header does not mean that a Runtime is to stand still for it. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Years have four digits (RFC 9110, 5.6.7). */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private RetryAfter() {}

  /** Seconds or a date, as a delay of at most an hour. */
  static Optional<Duration> delay(String header, Instant now) {
    var text = header.strip();
    if (text.matches("[0-9]+")) {
      var seconds = new BigInteger(text).min(BigInteger.valueOf(LONGEST.toSeconds()));
      return Optional.of(Duration.ofSeconds(seconds.longValueExact()));
    }
    return date(text).map(at -> bounded(Duration.between(now, at)));
  }

  static Optional<Instant> date(String header) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip(), Instant::from))
          .filter(date -> !date.isAfter(LATEST));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration delay) {
    if (delay.isNegative()) {
      return Duration.ZERO;
    }
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
