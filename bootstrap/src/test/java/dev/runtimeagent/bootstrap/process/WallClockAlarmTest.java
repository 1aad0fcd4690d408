package dev.runtimeagent.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WallClockAlarmTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final WallClockAlarm alarm = new WallClockAlarm(now::get);

  @AfterEach
  void close() {
    alarm.close();
  }

  @Test
  void ringsAtOnceWhenAlreadyDue() throws InterruptedException {
    alarm.set(NOON, () -> rung.add("now"));
    assertThat(rung.poll(10, TimeUnit.SECONDS)).isEqualTo("now");
  }

  @Test
  void forgetsWhatWasSetBefore() throws InterruptedException {
    alarm.set(NOON.plusSeconds(3600), () -> rung.add("later"));
    alarm.set(NOON.minusSeconds(1), () -> rung.add("sooner"));
    assertThat(rung.poll(10, TimeUnit.SECONDS)).isEqualTo("sooner");
    assertThat(rung).isEmpty();
  }

  @Test
  void ringsThoughTheClockWasSetBack() throws InterruptedException {
    alarm.set(NOON.plusMillis(200), () -> rung.add("as soon as ever"));
    now.set(NOON.minus(Duration.ofDays(1)));
    assertThat(rung.poll(10, TimeUnit.SECONDS)).isEqualTo("as soon as ever");
  }

  @Test
  void canBeSetAgainFromItsOwnRing() throws InterruptedException {
    alarm.set(NOON, () -> alarm.set(NOON, () -> rung.add("second")));
    assertThat(rung.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
  }
}
