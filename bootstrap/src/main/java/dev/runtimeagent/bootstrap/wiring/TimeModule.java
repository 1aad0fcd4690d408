package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.port.Alarm;
import dev.runtimeagent.application.port.Chance;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.bootstrap.process.RandomChance;
import dev.runtimeagent.bootstrap.process.SleepingPause;
import dev.runtimeagent.bootstrap.process.SystemClock;
import dev.runtimeagent.bootstrap.process.VirtualThreadWorkers;
import dev.runtimeagent.bootstrap.process.WallClockAlarm;
import javax.inject.Singleton;

/** Time, chance and threads of this machine. */
@Module
final class TimeModule {
  /** More would only queue at the disk or at the API server. */
  private static final int AT_ONCE = 16;

  private TimeModule() {}

  @Provides
  @Singleton
  static Clock clock() {
    return new SystemClock();
  }

  @Provides
  @Singleton
  static Alarm alarm(Clock clock) {
    return new WallClockAlarm(clock);
  }

  @Provides
  static Pause pause() {
    return new SleepingPause();
  }

  @Provides
  static Chance chance() {
    return new RandomChance();
  }

  @Provides
  @Singleton
  static Workers workers() {
    return new VirtualThreadWorkers(AT_ONCE);
  }
}
