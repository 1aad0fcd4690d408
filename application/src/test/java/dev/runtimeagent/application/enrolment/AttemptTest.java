package dev.runtimeagent.application.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptTest {
  private final Attempt attempt = new Attempt(Thread.currentThread());

  @Test
  void whoIsInTheMiddleOfItIsInterruptedAndNotBeyondItsEnd() {
    assertThat(attempt.abandon()).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();

    attempt.end();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void nobodyIsInterruptedOnceItHasEnded() {
    attempt.end();

    assertThat(attempt.abandon()).isTrue();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anInterruptOfSomebodyElseOutlivesIt() {
    assertThat(attempt.open()).isTrue();
    Thread.currentThread().interrupt();

    attempt.end();
    assertThat(Thread.interrupted()).isTrue();
  }
}
