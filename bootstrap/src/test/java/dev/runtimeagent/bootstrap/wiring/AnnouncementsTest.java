package dev.runtimeagent.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.application.port.EventRecorderContract;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However the home takes what it is told, the agent goes on. */
class AnnouncementsTest implements EventRecorderContract {
  private static final AgentEvent EVENT =
      new AgentEvent(Severity.INFO, "Something", "it happened", Map.of());

  private final RecordedEvents log = new RecordedEvents();
  private final RecordedEvents home = new RecordedEvents();
  private final CountDownLatch reachable = new CountDownLatch(1);
  private final Announcements announcements = new Announcements(log);
  private boolean unreachable;

  @AfterEach
  void end() {
    reachable.countDown();
    announcements.close();
  }

  @Override
  public EventRecorder open() {
    announcements.reach(
        new Home() {
          @Override
          public void record(AgentEvent event) {
            waitUntilReachable();
            home.record(event);
          }
        });
    return announcements;
  }

  @Override
  public String toldUntil(String reason) throws InterruptedException {
    home.await(1, reason);
    return home.all().toString();
  }

  @Override
  public synchronized void makeUnreachable() {
    unreachable = true;
  }

  @Test
  void tellsTheHomeInOrderAndTheLogAtOnce() throws InterruptedException {
    var recorder = open();
    recorder.record(EVENT);
    recorder.record(new AgentEvent(Severity.INFO, "Another", "it happened", Map.of()));

    assertThat(log.reasons()).containsExactly("Something", "Another");
    home.await(1, "Another");
    assertThat(home.reasons()).containsExactly("Something", "Another");
  }

  @Test
  void goesOnTellingAHomeThatThrows() throws InterruptedException {
    var told = new CountDownLatch(2);
    announcements.reach(
        new Home() {
          @Override
          public void record(AgentEvent event) {
            told.countDown();
            throw new AssertionError("a secret");
          }
        });

    announcements.record(EVENT);
    announcements.record(EVENT);

    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void tellsWhatWaitsBeforeItEnds() {
    open();
    announcements.record(EVENT);

    announcements.close();

    assertThat(home.reasons()).containsExactly("Something");
  }

  private void waitUntilReachable() {
    synchronized (this) {
      if (!unreachable) {
        return;
      }
    }
    try {
      reachable.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private abstract static class Home implements EventRecorder {
    @Override
    public void bug(String doing, Throwable defect) {}
  }
}
