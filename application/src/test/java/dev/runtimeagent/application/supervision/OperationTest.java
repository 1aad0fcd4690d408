package dev.runtimeagent.application.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.connection.Task;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class OperationTest {
  private final Operation operation = new Operation(Task.SYNCHRONIZE);

  @Test
  void isBrokenOffOnlyByWhatAbandoningBringsAbout() {
    assertThat(operation.isBrokenOffBy(new CancellationException())).isFalse();

    operation.abandon();

    assertThat(operation.isBrokenOffBy(new CancellationException())).isTrue();
    assertThat(operation.isBrokenOffBy(new IllegalStateException())).isFalse();
  }

  @Test
  void interruptsAWorkerThatIsNamedOnlyAfterIt() {
    var interrupted = new int[1];
    operation.abandon();

    operation.runsOn(() -> interrupted[0]++);

    assertThat(interrupted[0]).isEqualTo(1);
    assertThat(operation.end()).isFalse();
  }
}
