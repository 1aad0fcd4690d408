package dev.runtimeagent.compass;

import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.CompassFixture;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.compass.connector.GraphqlConnector;
import dev.runtimeagent.compass.crypto.BouncyCastleCertificates;
import dev.runtimeagent.compass.crypto.BouncyCastleSigningRequests;
import dev.runtimeagent.compass.director.GraphqlDirector;
import dev.runtimeagent.compass.http.CallLog;
import dev.runtimeagent.compass.http.CompassHttp;
import dev.runtimeagent.compass.http.EnvironmentAuthorities;
import dev.runtimeagent.compass.http.EnvironmentProxies;
import dev.runtimeagent.compass.http.HttpLimits;
import dev.runtimeagent.compass.http.ServerTrust;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.sandbox.CompassSandbox;
import dev.runtimeagent.sandbox.SandboxOptions;
import dev.runtimeagent.sandbox.landscape.ApiDefinition;
import dev.runtimeagent.sandbox.landscape.BundleAuth;
import dev.runtimeagent.sandbox.landscape.Credential;
import dev.runtimeagent.sandbox.landscape.EventDefinition;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A local Compass with real TLS and the real clients, which trust it by a file. */
public final class SandboxFixture implements CompassFixture, AutoCloseable {
  private static final String OTHER_TENANT = "9c4ac2a0-0f1c-4f7c-8c57-2f0d7f7f5d11";

  private final CompassSandbox sandbox;
  private final RegisteredRuntime runtime;
  private final CompassHttp http;
  private volatile Clock clock = Clock.systemUTC();

  public SandboxFixture(Path folder) {
    this(folder, HttpLimits.STANDARD);
  }

  public SandboxFixture(Path folder, HttpLimits limits) {
    try {
      this.sandbox = CompassSandbox.start(SandboxOptions.defaults().withClock(new MovableClock()));
      this.runtime = sandbox.registerRuntime("contract");
      sandbox.landscape().addTenant(OTHER_TENANT);
      this.http = http(authorities(folder), limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompassHttp http(Path authorities, HttpLimits limits) {
    return new CompassHttp(
        limits,
        ServerTrust.verifying(Optional.of(authorities), EnvironmentAuthorities.of(Map.of())),
        EnvironmentProxies.of(Map.of()),
        () -> clock.instant(),
        new CallLog(true));
  }

  /** A file of authorities that vouches for this Compass. */
  public Path authorities(Path folder) throws IOException {
    return Files.writeString(folder.resolve("compass-ca.pem"), sandbox.serverCaPem());
  }

  /** Forgets Applications, faults and the time that passed, for the next test. */
  public void reset() {
    clock = Clock.systemUTC();
    sandbox.landscape().clear();
    sandbox.faults().clear();
    sandbox.requests().clear();
  }

  public CompassSandbox sandbox() {
    return sandbox;
  }

  public RegisteredRuntime runtime() {
    return runtime;
  }

  @Override
  public Connector connector() {
    return new GraphqlConnector(http);
  }

  @Override
  public Director director() {
    return new GraphqlDirector(http, 1 << 20);
  }

  @Override
  public SigningRequests signingRequests() {
    return new BouncyCastleSigningRequests();
  }

  @Override
  public Certificates certificates() {
    return new BouncyCastleCertificates();
  }

  @Override
  public URI tokenConnector() {
    return URI.create(sandbox.tokenConnectorUrl());
  }

  @Override
  public URI securedConnector() {
    return URI.create(sandbox.mtlsConnectorUrl());
  }

  @Override
  public URI directorUrl() {
    return URI.create(sandbox.directorUrl());
  }

  @Override
  public String runtimeId() {
    return runtime.id();
  }

  @Override
  public String tenant() {
    return sandbox.tenant();
  }

  @Override
  public String otherTenant() {
    return OTHER_TENANT;
  }

  @Override
  public SecretText issueToken() {
    return SecretText.of(sandbox.issueToken(runtime).token());
  }

  @Override
  public void revoke(ClientCredential credential) {
    sandbox.revocations().revoke(credential.facts().fingerprint());
  }

  @Override
  public void pass(Duration time) {
    clock = Clock.offset(clock, time);
  }

  @Override
  public void put(Application application) {
    sandbox.put(
        dev.runtimeagent.sandbox.landscape.Application.named(application.name())
            .withId(application.id())
            .withDescription(application.description().orElse(null))
            .withFormations(runtime.formations().toArray(String[]::new))
            .withAuths(application.systemAuthIds().toArray(String[]::new))
            .withBundles(application.bundles().stream().map(SandboxFixture::bundle).toList()));
  }

  @Override
  public void close() {
    sandbox.close();
  }

  private static dev.runtimeagent.sandbox.landscape.Bundle bundle(Bundle bundle) {
    var made =
        dev.runtimeagent.sandbox.landscape.Bundle.of(bundle.name())
            .withId(bundle.id())
            .withAuth(bundle.auth().equals(Auth.NONE) ? null : auth(bundle.auth()))
            .withApis(
                bundle.apis().stream()
                    .map(a -> ApiDefinition.of(a.name(), a.targetUrl()).withId(a.id()))
                    .toList())
            .withEvents(
                bundle.events().stream()
                    .map(e -> EventDefinition.of(e.name()).withId(e.id()))
                    .toList());
    var described = bundle.description().map(made::withDescription).orElse(made);
    return bundle
        .instanceAuthRequestInputSchema()
        .map(described::withInputSchema)
        .orElse(described);
  }

  private static BundleAuth auth(Auth auth) {
    var credential =
        switch (auth.credential()) {
          case Auth.Credential.None _ -> null;
          case Auth.Credential.Basic(var username, var password) ->
              new Credential.Basic(username.reveal(), password.reveal());
          case Auth.Credential.OAuth(var id, var secret, var url) ->
              new Credential.OAuth(id.reveal(), secret.reveal(), url);
          case Auth.Credential.Unsupported _ ->
              new Credential.CertificateOAuth("id", "certificate", "https://auth.test");
        };
    return new BundleAuth(
        credential,
        auth.csrfTokenEndpointUrl().orElse(null),
        revealed(auth.headers()),
        revealed(auth.queryParameters()));
  }

  private static Map<String, List<String>> revealed(Map<String, List<SecretText>> secrets) {
    return secrets.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> e.getValue().stream().map(SecretText::reveal).toList(),
                (a, _) -> a,
                TreeMap::new));
  }

  /** Follows {@link #pass}. */
  private final class MovableClock extends Clock {
    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
