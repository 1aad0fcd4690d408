package dev.runtimeagent.compass.http;

import dev.runtimeagent.application.port.CompassReply;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An HTTP answer whose body is still to be read.
 *
 * @param host whom it came from, for messages
 * @param date the header {@code Date}
 * @param retryAfter the header {@code Retry-After} as a delay
 * @param location host of the header {@code Location}
 * @param body decompressed, ending with an exception beyond the size limit
 */
public record Answer(
    String host,
    int status,
    Optional<Instant> date,
    Optional<Duration> retryAfter,
    Optional<String> location,
    InputStream body) {

  /** The same with {@code other} as its body. */
  public Answer withBody(InputStream other) {
    return new Answer(host, status, date, retryAfter, location, other);
  }

  /** Turns an answer into a reply. */
  @FunctionalInterface
  public interface Reader<T> {
    CompassReply<T> read(Answer answer) throws IOException;
  }
}
