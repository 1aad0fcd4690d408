package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.compass.connector.GraphqlConnector;
import dev.runtimeagent.compass.crypto.BouncyCastleSigningRequests;
import dev.runtimeagent.compass.director.GraphqlDirector;
import dev.runtimeagent.compass.http.CallLog;
import dev.runtimeagent.compass.http.CompassHttp;
import dev.runtimeagent.compass.http.EnvironmentProxies;
import dev.runtimeagent.compass.http.HttpLimits;
import dev.runtimeagent.compass.http.ServerTrust;
import javax.inject.Singleton;

/** Compass, over GraphQL. */
@Module
final class CompassModule {
  /** Of the heap, beside what {@link SynchronizationModule} grants: some 1,800 Applications. */
  private static final int REMEMBERED = 32;

  private CompassModule() {}

  @Provides
  @Singleton
  static CompassHttp http(
      Settings settings, ServerTrust trust, EnvironmentProxies proxies, Clock clock) {
    return new CompassHttp(
        HttpLimits.STANDARD, trust, proxies, clock, new CallLog(settings.queryLogging()));
  }

  @Provides
  @Singleton
  static Connector connector(CompassHttp http) {
    return new GraphqlConnector(http);
  }

  @Provides
  @Singleton
  static Director director(CompassHttp http) {
    return new GraphqlDirector(http, (int) (Runtime.getRuntime().maxMemory() / REMEMBERED));
  }

  @Provides
  static SigningRequests signingRequests() {
    return new BouncyCastleSigningRequests();
  }
}
