package dev.runtimeagent.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.EventRecorder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RecurringTest {
  private final RecordedEvents events = new RecordedEvents();
  private final List<String> done = new ArrayList<>();
  private final Queue<Error> errors = new ArrayDeque<>(List.of(new OutOfMemoryError()));

  @Test
  void goesOnAfterAnError() throws InterruptedException {
    var recurring = recurring(events);
    recurring.ask();
    recurring.ask();
    recurring.awaitIdle();

    assertThat(events.defects()).hasSize(1);
    assertThat(done).hasSize(1);
  }

  @Test
  void goesOnWhereNotEvenTheErrorCanBeTold() throws InterruptedException {
    var recurring = recurring(new Speechless());
    recurring.ask();
    recurring.ask();
    recurring.awaitIdle();

    assertThat(done).hasSize(1);
  }

  private Recurring recurring(EventRecorder recorder) {
    return new Recurring(new DirectWorkers(), recorder, "working", this::work);
  }

  private void work() {
    var error = errors.poll();
    if (error != null) {
      throw error;
    }
    done.add("work");
  }

  private static final class Speechless implements EventRecorder {
    @Override
    public void record(AgentEvent event) {
      throw new OutOfMemoryError();
    }

    @Override
    public void bug(String doing, Throwable defect) {
      throw new OutOfMemoryError();
    }
  }
}
