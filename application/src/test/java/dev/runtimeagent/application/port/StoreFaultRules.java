package dev.runtimeagent.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What everything keeps to that holds one durable thing, when others write it, too, and when
 * something goes wrong.
 *
 * @param <T> what is held
 */
@ExtendWith(Rules.class)
public interface StoreFaultRules<T> {
  /** What is there, by a store that was opened afresh; for the rules, not for adapters. */
  Stored<T> readAfresh();

  /** A write by a store that was opened afresh; for the rules, not for adapters. */
  Writing writeAfresh(T content, String expected);

  /** Something to hold. */
  T sample();

  /** Something else to hold. */
  T otherSample();

  /**
   * Until {@link #makeReachable}, whatever is opened cannot tell whether there is anything: no
   * rights, a disk that fails, something else in the place.
   */
  default void makeUnreachable() throws Exception {
    Assumptions.abort("it is not said how to keep the store from being reached");
  }

  /** Ends what {@link #makeUnreachable} began; everything is as it was. */
  default void makeReachable() throws Exception {}

  @Test
  @Rule("D 3: Missing is not unreadable: 403, 5xx, time-outs and I/O errors mean unknown.")
  default void takesNothingForMissingThatCannotBeReached() throws Exception {
    makeUnreachable();

    assertThat(readAfresh()).isInstanceOf(Stored.Unreadable.class);

    makeReachable();
    assertThat(readAfresh()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  @Rule("D 9: Nothing is ever half-written: a write that fails leaves what was there.")
  default void keepsWhatIsThereWhenAWriteFails() throws Exception {
    var version = version(writeAfresh(sample(), Writing.ABSENT));
    makeUnreachable();

    assertThat(writeAfresh(otherSample(), version)).isInstanceOf(Writing.Failed.class);
    assertThat(writeAfresh(otherSample(), Writing.DAMAGED)).isInstanceOf(Writing.Failed.class);

    makeReachable();
    assertThat(readAfresh()).isEqualTo(new Stored.Found<>(sample(), version));
  }

  @Test
  @Rule("D 4.2: Every write carries the resource version: of two that carry the same, one is made.")
  default void letsOneOfTwoWritersWin() throws Exception {
    var version = version(writeAfresh(sample(), Writing.ABSENT));
    for (int i = 0; i < 5; i++) {
      var expected = version;
      var contents = i % 2 == 0 ? otherSample() : sample();
      Callable<Writing> write = () -> writeAfresh(contents, expected);
      try (var threads = Executors.newFixedThreadPool(2)) {
        var first = threads.submit(write);
        var second = threads.submit(write);
        var written =
            Stream.of(first.get(), second.get()).filter(Writing.Written.class::isInstance).toList();
        // Whoever comes late may find that all is so already.
        assertThat(written).isNotEmpty();
        assertThat(Stream.of(first.get(), second.get()))
            .allMatch(w -> written.contains(w) || w.equals(new Writing.Conflict()));
        version = version(written.getFirst());
      }
      assertThat(readAfresh()).isEqualTo(new Stored.Found<>(contents, version));
    }
  }

  @Test
  @Rule("D 4: On SIGTERM an exchange already sent is finished and journaled.")
  default void tellsTheTruthToWhoeverIsInterrupted() {
    Thread.currentThread().interrupt();
    Writing writing;
    try {
      writing = writeAfresh(sample(), Writing.ABSENT);
    } finally {
      assertThat(Thread.interrupted()).as("the interruption is kept for the caller").isTrue();
    }

    assertThat(readAfresh())
        .isEqualTo(
            writing instanceof Writing.Written(var version)
                ? new Stored.Found<>(sample(), version)
                : new Stored.Missing<>());
  }

  private static String version(Writing writing) {
    return switch (writing) {
      case Writing.Written(var version) -> version;
      case Writing.Conflict _, Writing.Failed _ ->
          throw new AssertionError("not written: " + writing);
    };
  }
}
