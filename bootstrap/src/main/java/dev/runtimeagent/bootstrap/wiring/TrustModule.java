package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.compass.http.EnvironmentAuthorities;
import dev.runtimeagent.compass.http.ServerTrust;
import javax.inject.Singleton;

/** How servers of Compass are told from others: verified, or, where an operator says so, not. */
@Module
final class TrustModule {
  private TrustModule() {}

  @Provides
  @Singleton
  static SkippedVerification skipped(Settings settings) {
    return new SkippedVerification(settings.skipCompassTlsVerify());
  }

  @Provides
  @Singleton
  static ServerTrust trust(
      Settings settings, EnvironmentAuthorities others, SkippedVerification skipped) {
    return skipped.applies()
        ? ServerTrust.skipping(settings.compassCaFile(), others, skipped::found)
        : ServerTrust.verifying(settings.compassCaFile(), others);
  }
}
