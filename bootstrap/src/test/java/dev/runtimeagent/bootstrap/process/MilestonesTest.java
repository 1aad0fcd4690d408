package dev.runtimeagent.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.bootstrap.logging.LoggedEvents;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MilestonesTest {
  private final Milestones milestones = new Milestones(new LoggedEvents());

  @Test
  void wakeWhoeverWaits() throws InterruptedException {
    AtomicBoolean reached = new AtomicBoolean();
    CountDownLatch asked = new CountDownLatch(1);
    Thread agent =
        Thread.ofVirtual()
            .start(() -> {
              try {
                asked.await();
              } catch (InterruptedException _) {
                return;
              }
              reached.set(true);
              tell(milestones);
            });
    boolean came =
        milestones.await(
            () -> {
              boolean there = reached.get();
              asked.countDown();
              return there;
            },
            Duration.ofSeconds(30));
    assertThat(came).isTrue();
    agent.join();
  }

  @Test
  void giveUpWhenTheTimeIsOver() throws InterruptedException {
    assertThat(milestones.await(() -> false, Duration.ZERO)).isFalse();
  }

  private static void tell(EventRecorder recorder) {
    recorder.record(new AgentEvent(Severity.DEBUG, "Synchronized", "changed", Map.of()));
  }
}
