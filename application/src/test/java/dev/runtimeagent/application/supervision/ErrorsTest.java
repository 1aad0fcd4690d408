package dev.runtimeagent.application.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.CompassScript.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is no exception, memory that is short for one, in the midst of a task. */
class ErrorsTest {
  private final VirtualAgent agent = new VirtualAgent();

  @Test
  void aSynchronizationThatRunsOutOfMemoryIsTriedAgain() {
    agent.configuration.set(agent.world.configuration());
    agent.start();
    failNext(Operation.APPLICATIONS);

    agent.pass(Duration.ofSeconds(25));

    assertThat(agent.life.events.defects()).hasSize(1);
    assertThat(agent.state().name()).isEqualTo("Connected");
    assertThat(agent.document().status().synchronization().orElseThrow().error().orElseThrow())
        .contains("internal error while synchronizing")
        .doesNotContain("canary");

    agent.pass(Duration.ofMinutes(5));

    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  @Test
  void anExchangeThatRunsOutOfMemoryIsTriedAgain() {
    failNext(Operation.CONFIGURATION_WITH_TOKEN);
    agent.configuration.set(agent.world.configuration());
    agent.start();
    assertThat(agent.state().name()).isEqualTo("Connecting");

    agent.pass(Duration.ofMinutes(5));

    assertThat(agent.life.events.defects()).hasSize(1);
    assertThat(agent.state().name()).isEqualTo("Synchronized");
  }

  private void failNext(Operation operation) {
    agent
        .world
        .compass
        .script()
        .before(
            operation,
            () -> {
              throw new OutOfMemoryError("canary");
            });
  }
}
