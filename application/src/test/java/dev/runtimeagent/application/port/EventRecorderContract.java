package dev.runtimeagent.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What everything keeps to that tells operators what happens. */
@ExtendWith(Rules.class)
public interface EventRecorderContract {
  /** A recorder; in each test a new one. */
  EventRecorder open();

  /**
   * All that was told where operators look, once something with that reason is among it. To wait
   * for that, and not for ever, is the hook's part.
   */
  default String toldUntil(String reason) throws Exception {
    return Assumptions.abort("it is not said how to see what operators are told");
  }

  /** Until the test ends, nothing that is told arrives, and no call for it comes back. */
  default void makeUnreachable() throws Exception {
    Assumptions.abort("it is not said how to keep what is told from arriving");
  }

  @Test
  @Rule("D 3: Every transition becomes one Kubernetes Event: what a person must know is told.")
  default void tellsWhatAPersonMustKnow() throws Exception {
    observed().record(event("SomethingIsWrong", "the answer is 42"));

    assertThat(toldUntil("SomethingIsWrong")).contains("it is wrong", "the answer is 42");
  }

  @Test
  @Rule("D 12: No secret value in a log, status, event, metric, exception message or toString.")
  default void tellsNotWhatAnExceptionSays() throws Exception {
    var recorder = observed();
    recorder.bug(
        "doing it", new IllegalStateException("secret-1", new IllegalStateException("secret-2")));
    recorder.record(event("TheLast", "nothing"));

    var told = toldUntil("TheLast");
    assertThat(List.of("secret-1", "secret-2")).noneMatch(told::contains);
  }

  @Test
  @Rule("Ports: It keeps nobody waiting.")
  default void takesManyFromManyThreads() throws Exception {
    var recorder = observed();
    tellThousand(recorder);
    recorder.bug("doing it", new IllegalStateException());
  }

  @Test
  @Rule(value = "Ports: It keeps nobody waiting: what it cannot tell it drops.", seconds = 10)
  default void keepsNobodyWaitingForWhatCannotBeReached() throws Exception {
    var recorder = observed();
    makeUnreachable();

    tellThousand(recorder);
    recorder.bug("doing it", new IllegalStateException());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "\0", "\"", "{}", "é", "\ud800", "../..", "$host"})
  @Rule("D 12: Input from Compass is hostile, and stands in details.")
  default void takesWhateverTextsComeFromCompass(String text) {
    observed().record(event("Hostile", text));
    observed().record(event("Hostile", text.repeat(50_000)));
    observed().record(new AgentEvent(Severity.ERROR, "Hostile", "it is wrong", Map.of(text, text)));
  }

  @Test
  @Rule("Ports: An exception of the agent is told, whatever it is.")
  default void takesWhateverWasThrown() {
    var one = new IllegalStateException();
    var other = new AssertionError(one);
    one.initCause(other);

    observed().bug("doing it", one);
    observed().bug("doing it", new StackOverflowError());
  }

  @Test
  @Rule("Ports: An interrupted call leaves the thread interrupted.")
  default void leavesTheThreadInterrupted() {
    Thread.currentThread().interrupt();
    try {
      observed().record(event("Interrupted", "nothing"));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private EventRecorder observed() {
    return Observed.of(EventRecorder.class, open(), List.of("secret-1", "secret-2"));
  }

  private static AgentEvent event(String reason, String detail) {
    return new AgentEvent(Severity.ERROR, reason, "it is wrong", Map.of("detail", detail));
  }

  private static void tellThousand(EventRecorder recorder) throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var all =
          IntStream.range(0, 1000)
              .<Callable<Boolean>>mapToObj(i ->
                  () -> {
                    recorder.record(event("Many", "number " + i));
                    return true;
                  })
              .toList();
      for (var told : threads.invokeAll(all)) {
        assertThat(told.get()).isTrue();
      }
    }
  }
}
