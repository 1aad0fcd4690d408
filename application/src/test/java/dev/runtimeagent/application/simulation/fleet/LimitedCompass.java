package dev.runtimeagent.application.simulation.fleet;

import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.SendGate;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One agent's Compass, behind the gateway. The limit for callers with a token is another, and not
 * met.
 *
 * @param age of certificates when they are signed
 */
record LimitedCompass(
    InMemoryCompass compass, Gateway gateway, CompassClock clock, Supplier<Duration> age)
    implements Connector, Director {
  @Override
  public CompassReply<Configuration> configuration(
      URI connectorUrl, SecretText token, SendGate gate, String requestId) {
    return compass.configuration(connectorUrl, token, gate, requestId);
  }

  @Override
  public CompassReply<SignedCertificates> sign(
      URI connectorUrl, SecretText token, String csr, SendGate gate, String requestId) {
    return clock.asOf(age.get(), () -> compass.sign(connectorUrl, token, csr, gate, requestId));
  }

  @Override
  public CompassReply<Configuration> configuration(
      URI connectorUrl, ClientCredential credential, String requestId) {
    return limited(() -> compass.configuration(connectorUrl, credential, requestId));
  }

  @Override
  public CompassReply<SignedCertificates> sign(
      URI connectorUrl, ClientCredential credential, String csr, String requestId) {
    return limited(
        () -> clock.asOf(age.get(), () -> compass.sign(connectorUrl, credential, csr, requestId)));
  }

  @Override
  public CompassReply<Listing> applications(Access access, PageRequest page) {
    return limited(() -> compass.applications(access, page));
  }

  @Override
  public CompassReply<Page<ListedBundle>> bundles(
      Access access, String applicationId, PageRequest page) {
    return limited(() -> compass.bundles(access, applicationId, page));
  }

  @Override
  public CompassReply<Page<ApiDefinition>> apiDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page) {
    return limited(() -> compass.apiDefinitions(access, applicationId, bundleId, page));
  }

  @Override
  public CompassReply<Page<EventDefinition>> eventDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page) {
    return limited(() -> compass.eventDefinitions(access, applicationId, bundleId, page));
  }

  @Override
  public CompassReply<Viewer> viewer(Access access) {
    return limited(() -> compass.viewer(access));
  }

  @Override
  public CompassReply<String> setRuntimeLabel(Access access, String key, String value) {
    return limited(() -> compass.setRuntimeLabel(access, key, value));
  }

  private <T> CompassReply<T> limited(Supplier<CompassReply<T>> call) {
    return switch (gateway.take()) {
      case DOWN -> new Unsent<>(Unsent.Reason.NOT_CONNECTED, "compass-mtls.test is not there");
      case LIMITED ->
          new Failed<>(
              Failed.Kind.RATE_LIMITED, "compass-mtls.test asked to slow down", Optional.empty());
      case SERVED -> call.get();
    };
  }
}
