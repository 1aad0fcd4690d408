package dev.runtimeagent.bootstrap.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.port.Alarm;
import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.Chance;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.bootstrap.process.RandomChance;
import dev.runtimeagent.bootstrap.process.WallClockAlarm;
import javax.inject.Singleton;

/** Time, chance and threads of this machine, the same that Runtimes are lent. */
@Module
abstract class SurroundingsModule {
  private SurroundingsModule() {}

  @Provides
  static Clock clock(Surroundings surroundings) {
    return surroundings.clock();
  }

  @Provides
  static Pause pause(Surroundings surroundings) {
    return surroundings.pause();
  }

  @Provides
  static Workers workers(Surroundings surroundings) {
    return surroundings.workers();
  }

  @Provides
  static Certificates certificates(Surroundings surroundings) {
    return surroundings.certificates();
  }

  @Provides
  @Singleton
  static Alarm alarm(Clock clock) {
    return new WallClockAlarm(clock);
  }

  @Provides
  static Chance chance() {
    return new RandomChance();
  }

  @Binds
  abstract EventRecorder recorder(Announcements announcements);
}
