package dev.runtimeagent.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.RecordedEvents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastResortTest {
  private final RecordedEvents events = new RecordedEvents();
  private final List<Integer> exits = new ArrayList<>();
  private final LastResort lastResort = new LastResort(() -> events, exits::add);

  @Test
  void endsTheProcessWhereAThreadDiedOfAnError() {
    var error = new OutOfMemoryError();

    lastResort.uncaughtException(Thread.currentThread(), error);

    assertThat(events.defects()).containsExactly(error);
    assertThat(exits).containsExactly(ExitCode.FAILED);
  }

  @Test
  void tellsOfAnExceptionAndGoesOn() {
    var defect = new IllegalStateException();

    lastResort.uncaughtException(Thread.currentThread(), defect);

    assertThat(events.defects()).containsExactly(defect);
    assertThat(exits).isEmpty();
  }
}
