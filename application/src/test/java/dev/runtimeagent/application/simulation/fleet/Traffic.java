package dev.runtimeagent.application.simulation.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Requests, second by second; and how many agents are synchronized, look by look. */
final class Traffic {
  /** From one look to the next. */
  static final Duration LOOK = Duration.ofSeconds(5);

  private final Instant start;
  private final int[] asked;
  private final int[] limited;
  private final int[] inSync;

  Traffic(Instant start, Duration length) {
    this.start = start;
    var seconds = (int) length.toSeconds() + 1;
    this.asked = new int[seconds];
    this.limited = new int[seconds];
    this.inSync = new int[(int) length.dividedBy(LOOK) + 1];
  }

  void count(Instant at, Gateway.Fate fate) {
    asked[second(at)]++;
    limited[second(at)] += fate == Gateway.Fate.LIMITED ? 1 : 0;
  }

  void synchronizedNow(Instant at, int agents) {
    inSync[(int) Duration.between(start, at).dividedBy(LOOK)] = agents;
  }

  /** The most requests within one second of a span. */
  int peak(Duration from, Duration until) {
    return span(asked, from, until).max().orElse(0);
  }

  /** Requests a second. */
  double rate(Duration from, Duration until) {
    return span(asked, from, until).average().orElse(0);
  }

  /** How many requests were refused by a limit. */
  int limited(Duration from, Duration until) {
    return span(limited, from, until).sum();
  }

  /** How many agents were synchronized, on average. */
  double inSync(Duration from, Duration until) {
    return Arrays.stream(inSync, (int) from.dividedBy(LOOK), (int) until.dividedBy(LOOK))
        .average()
        .orElse(0);
  }

  /** Tells two runs apart that should be one. */
  int digest() {
    return 31 * (31 * Arrays.hashCode(asked) + Arrays.hashCode(limited)) + Arrays.hashCode(inSync);
  }

  private static IntStream span(int[] counts, Duration from, Duration until) {
    return Arrays.stream(counts, (int) from.toSeconds(), (int) until.toSeconds());
  }

  private int second(Instant at) {
    return (int) Duration.between(start, at).toSeconds();
  }
}
