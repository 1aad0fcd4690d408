package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.CompassFixture;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.ConnectorContract;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.DirectorContract;
import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

class InMemoryCompassTest implements ConnectorContract, DirectorContract {
  private final CompassFixture compass = new Fixture();

  @Override
  public CompassFixture compass() {
    return compass;
  }

  private static final class Fixture implements CompassFixture {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final InMemoryCompass compass = new InMemoryCompass(() -> now);

    Fixture() {
      compass.register(runtimeId(), tenant());
      compass.register("runtime-2", otherTenant());
    }

    @Override
    public Connector connector() {
      return compass;
    }

    @Override
    public Director director() {
      return compass;
    }

    @Override
    public SigningRequests signingRequests() {
      return new FakeSigningRequests();
    }

    @Override
    public Certificates certificates() {
      return new FakeCertificates();
    }

    @Override
    public URI tokenConnector() {
      return InMemoryCompass.TOKEN_CONNECTOR;
    }

    @Override
    public URI securedConnector() {
      return InMemoryCompass.SECURED_CONNECTOR;
    }

    @Override
    public URI directorUrl() {
      return InMemoryCompass.DIRECTOR;
    }

    @Override
    public String runtimeId() {
      return "runtime-1";
    }

    @Override
    public String tenant() {
      return "tenant-1";
    }

    @Override
    public String otherTenant() {
      return "tenant-2";
    }

    @Override
    public SecretText issueToken() {
      return compass.issueToken(runtimeId());
    }

    @Override
    public void revoke(ClientCredential credential) {
      compass.revoke(credential.facts().fingerprint());
    }

    @Override
    public void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public void put(Application application) {
      compass.put(application);
    }
  }
}
