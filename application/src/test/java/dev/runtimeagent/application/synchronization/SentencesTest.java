package dev.runtimeagent.application.synchronization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.domain.plan.Remark;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentencesTest {
  @Test
  void nameFiveAndCountTheRest() {
    assertThat(Sentences.of("failed", remarks(1))).isEqualTo("1 Application failed: a0 (why)");
    assertThat(Sentences.of("failed", remarks(5)))
        .isEqualTo("5 Applications failed: a0 (why), a1 (why), a2 (why), a3 (why), a4 (why)");
    assertThat(Sentences.of("failed", remarks(7))).endsWith(", a4 (why) and 2 more");
  }

  @Test
  void aSummaryTellsWhetherAnythingWasWritten() {
    assertThat(summary(0, 0, 0, 0).changedAnything()).isFalse();
    assertThat(summary(1, 0, 0, 0).changedAnything()).isTrue();
    assertThat(summary(0, 1, 0, 0).changedAnything()).isTrue();
    assertThat(summary(0, 0, 1, 0).changedAnything()).isTrue();
    assertThat(summary(0, 0, 0, 1).changedAnything()).isTrue();
    assertThat(summary(1, 1, 1, 1).changedAnything()).isTrue();
  }

  @Test
  void aSummaryNamesTwenty() {
    var summary =
        new SyncSummary(
            1, 0, 0, 0, 0, remarks(21), remarks(3), List.of(), List.of(), Optional.empty());

    assertThat(summary.applications().refused().count()).isEqualTo(21);
    assertThat(summary.applications().refused().first()).hasSize(20);
    assertThat(summary.applications().failed().first()).hasSize(3);
    assertThat(summary.applications().heldSince()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void compassIsOutOfReachIfNothingWasHeardOfIt(Failed.Kind kind) {
    var delay = Optional.of(Duration.ofSeconds(7));
    var outcome = new SyncOutcome.FetchFailed(new Failed<>(kind, "why", delay));

    assertThat(outcome.unreachable())
        .isEqualTo(
            List.of(Failed.Kind.CUT, Failed.Kind.TIMED_OUT, Failed.Kind.TOO_SLOW).contains(kind));
    assertThat(outcome.retryAfter()).isEqualTo(delay);
    assertThat(outcome.authenticationDoubtful()).isFalse();
    assertThat(outcome.detail()).isEqualTo("why");
  }

  @Test
  void whoLimitsRatesAsksToSlowDownAlsoWithoutATime() {
    assertThat(failedAs(Failed.Kind.RATE_LIMITED).retryAfter()).contains(Duration.ZERO);
    assertThat(failedAs(Failed.Kind.SERVER_ERROR).retryAfter()).isEmpty();
  }

  private static SyncOutcome.FetchFailed failedAs(Failed.Kind kind) {
    return failed(new Failed<>(kind, "why", Optional.empty()));
  }

  @Test
  void aRefusalIsDoubtAndNoSilence() {
    assertThat(failed(World.refusal()).authenticationDoubtful()).isTrue();
    assertThat(failed(World.refusal()).unreachable()).isFalse();
    assertThat(failed(World.refusal()).retryAfter()).isEmpty();
    assertThat(failed(World.unsent(Unsent.Reason.NOT_CONNECTED)).unreachable()).isTrue();
    assertThat(failed(new Answered<>("", Optional.empty())).unreachable()).isFalse();
  }

  private static SyncOutcome.FetchFailed failed(CompassReply<?> reply) {
    return new SyncOutcome.FetchFailed(reply);
  }

  private static SyncSummary summary(int created, int updated, int renamed, int deleted) {
    return new SyncSummary(
        9,
        created,
        updated,
        renamed,
        deleted,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static List<Remark> remarks(int count) {
    return IntStream.range(0, count).mapToObj(n -> new Remark("a" + n, "why")).toList();
  }
}
