package dev.runtimeagent.compass.http;

import java.time.Duration;

/**
 * How long and how much is waited for.
 *
 * @param call from the name look-up to the last byte of the answer
 * @param connect for one address of the host
 * @param answerBytes the largest answer that is read, after decompression
 */
public record HttpLimits(Duration call, Duration connect, long answerBytes) {
  /** The limits of the design: 30 s for a call with its body, 32 MiB an answer. */
  public static final HttpLimits STANDARD =
      new HttpLimits(Duration.ofSeconds(30), Duration.ofSeconds(10), 32L << 20);
}
