package dev.runtimeagent.application.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.Watch;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContainmentTest {
  private final RecordedEvents events = new RecordedEvents();
  private final Containment containment = new Containment(events, Duration.ofMinutes(1));

  @Test
  void passesAnAnswerOn() {
    assertThat(containment.ask("doing it", () -> "done", problem -> problem)).isEqualTo("done");
    assertThat(events.defects()).isEmpty();
  }

  @Test
  void tellsAnExceptionByClassAndPlaceAndNotByItsMessage() {
    var answer =
        containment.<String>ask(
            "doing it",
            () -> {
              throw new IllegalStateException("canary");
            },
            problem -> problem);

    assertThat(answer)
        .startsWith("doing it failed: java.lang.IllegalStateException at ")
        .contains("ContainmentTest.java")
        .doesNotContain("canary");
    assertThat(events.defects()).hasSize(1);
  }

  @Test
  void standsAnErrorToo() {
    var answer =
        containment.<String>ask(
            "doing it",
            () -> {
              throw new NoClassDefFoundError("canary");
            },
            problem -> problem);

    assertThat(answer).startsWith("doing it failed: java.lang.NoClassDefFoundError");
  }

  @Test
  void takesNoAnswerForAFailure() {
    assertThat(containment.<String>ask("doing it", () -> null, problem -> problem))
        .isEqualTo("doing it gave no answer");
  }

  @Test
  void doesNotWaitForEverAndLeavesOneThreadBehind() throws Exception {
    var impatient = new Containment(events, Duration.ZERO);
    var begun = new AtomicInteger();
    var never = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);

    var first =
        impatient.ask("doing it", () -> hang(begun, never, interrupted), problem -> problem);
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    var second =
        impatient.ask("doing it", () -> hang(begun, never, interrupted), problem -> problem);

    assertThat(first).isEqualTo("doing it has not returned for 0 s; restart the agent");
    assertThat(second)
        .isEqualTo("doing it has not returned since it was last tried; restart the agent");
    assertThat(begun).hasValue(1);
    assertThat(events.reasons()).containsExactly("AdapterSilent");
    never.countDown();
  }

  @Test
  void passesAnInterruptionOnAndWaitsForWhatComesOfIt() {
    Thread.currentThread().interrupt();

    var answer =
        containment.ask(
            "doing it",
            () -> {
              try {
                new CountDownLatch(1).await();
                return "not interrupted";
              } catch (InterruptedException _) {
                return "finished all the same";
              }
            },
            problem -> problem);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer).isEqualTo("finished all the same");
  }

  @Test
  void passesOnThatItWasBrokenOff() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() ->
            containment.<String>ask(
                "doing it",
                () -> {
                  try {
                    new CountDownLatch(1).await();
                    return "not interrupted";
                  } catch (InterruptedException _) {
                    throw new CancellationException("broken off");
                  }
                },
                problem -> problem))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(events.defects()).isEmpty();
  }

  @Test
  void goesWithoutAWatchThatCannotBegin() {
    Watch watch =
        containment.watch(
            "watching",
            () -> {
              throw new IllegalStateException("canary");
            });

    watch.close();

    assertThat(events.defects()).hasSize(1);
  }

  /** Does not heed being interrupted. */
  private static String hang(
      AtomicInteger begun, CountDownLatch never, CountDownLatch interrupted) {
    begun.incrementAndGet();
    while (true) {
      try {
        never.await();
        return "at last";
      } catch (InterruptedException _) {
        interrupted.countDown();
      }
    }
  }
}
