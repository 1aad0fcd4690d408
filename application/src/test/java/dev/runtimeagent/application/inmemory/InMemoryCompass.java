package dev.runtimeagent.application.inmemory;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.API_DEFINITIONS;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.APPLICATIONS;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.BUNDLES;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION_WITH_TOKEN;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.EVENT_DEFINITIONS;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SET_RUNTIME_LABEL;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SIGN;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.SIGN_WITH_TOKEN;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.VIEWER;

import dev.runtimeagent.application.inmemory.CompassScript.Call;
import dev.runtimeagent.application.inmemory.CompassScript.Operation;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.SendGate;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import dev.runtimeagent.domain.credential.CertificateFacts;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.Endpoints;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A Compass without wire: tokens by the rules of P 1.5, pages by those of P 2.5, faults by {@link
 * CompassScript}. Every registered Runtime sees all applications.
 */
public final class InMemoryCompass implements Connector, Director {
  public static final URI TOKEN_CONNECTOR = URI.create("https://compass.test/connector/graphql");
  public static final URI SECURED_CONNECTOR =
      URI.create("https://compass-mtls.test/connector/graphql");
  public static final URI DIRECTOR = URI.create("https://compass-mtls.test/director/graphql");

  private final Clock clock;
  private final CompassScript script = new CompassScript();
  private final InMemoryConnectorState connector;
  private final InMemoryDirectorState director;
  private final Set<URI> securedConnectors = new HashSet<>(Set.of(SECURED_CONNECTOR));
  private final Set<URI> directors = new HashSet<>(Set.of(DIRECTOR));
  private Optional<String> announcedConnector = Optional.of(SECURED_CONNECTOR.toString());
  private Optional<String> announcedDirector = Optional.of(DIRECTOR.toString());
  private String keyAlgorithm = "rsa2048";
  private Function<String, String> subject =
      id -> "O=Org,OU=OrgUnit,L=locality,ST=province,C=DE,CN=" + id;

  public InMemoryCompass(Clock clock) {
    this(clock, () -> UUID.randomUUID().toString());
  }

  /**
   * Makes one that can be repeated.
   *
   * @param ids for system auths, tokens and certificates, each another
   */
  public InMemoryCompass(Clock clock, Supplier<String> ids) {
    this.clock = clock;
    this.connector = new InMemoryConnectorState(ids);
    this.director = new InMemoryDirectorState(clock);
  }

  /** Faults to come and calls that came. */
  public CompassScript script() {
    return script;
  }

  public synchronized void register(String runtimeId, String tenant) {
    director.register(runtimeId, tenant);
  }

  /** Removes a Runtime with all its system auths. */
  public synchronized void unregister(String runtimeId) {
    director.unregister(runtimeId);
    connector.unregister(runtimeId);
  }

  /** A new system auth's token, good for 60 minutes and one request. */
  public synchronized SecretText issueToken(String runtimeId) {
    return connector.issueToken(runtimeId, clock.now());
  }

  /** Whether a certificate would be accepted now. */
  public synchronized boolean recognises(CertificateFacts facts) {
    return connector.isKnown(facts, clock.now());
  }

  /** Whether a token would be accepted now. */
  public synchronized boolean accepts(SecretText token) {
    return connector.isGood(token, clock.now());
  }

  public synchronized void revoke(String fingerprint) {
    connector.revoke(fingerprint);
  }

  public synchronized int systemAuths() {
    return connector.systemAuths();
  }

  public synchronized void signFor(Duration lifetime) {
    connector.certificateLifetime(lifetime);
  }

  public synchronized void askForKeys(String algorithm) {
    keyAlgorithm = algorithm;
  }

  /** How a system auth id becomes the subject that {@code configuration} asks for. */
  public synchronized void askForSubject(Function<String, String> newSubject) {
    subject = newSubject;
  }

  /** What {@code configuration} answers as URLs; says nothing of whether anybody is there. */
  public synchronized void announce(Optional<String> connectorUrl, Optional<String> directorUrl) {
    announcedConnector = connectorUrl;
    announcedDirector = directorUrl;
  }

  /** Serves the mTLS host under further URLs. */
  public synchronized void serve(URI connectorUrl, URI directorUrl) {
    securedConnectors.add(connectorUrl);
    directors.add(directorUrl);
  }

  /** Whether somebody is at these URLs. */
  public synchronized boolean serves(Endpoints endpoints) {
    return securedConnectors.contains(endpoints.connectorUrl())
        && directors.contains(endpoints.directorUrl());
  }

  /** Ends serving {@code url}, whose name is unknown from then on. */
  public synchronized void shutDown(URI url) {
    securedConnectors.remove(url);
    directors.remove(url);
  }

  public synchronized void put(Application application) {
    director.put(application);
  }

  public synchronized void remove(String applicationId) {
    director.remove(applicationId);
  }

  public synchronized void removeAll() {
    director.removeAll();
  }

  public synchronized Map<String, String> labels(String runtimeId) {
    return director.labels(runtimeId);
  }

  @Override
  public CompassReply<Configuration> configuration(
      URI connectorUrl, SecretText token, SendGate gate, String requestId) {
    return withToken(
        CONFIGURATION_WITH_TOKEN, connectorUrl, token, gate, requestId, this::configurationOf);
  }

  @Override
  public CompassReply<SignedCertificates> sign(
      URI connectorUrl, SecretText token, String csr, SendGate gate, String requestId) {
    return withToken(
        SIGN_WITH_TOKEN, connectorUrl, token, gate, requestId, auth -> signed(auth, csr));
  }

  @Override
  public CompassReply<Configuration> configuration(
      URI connectorUrl, ClientCredential credential, String requestId) {
    return withCertificate(
        CONFIGURATION, connectorUrl, credential, requestId, this::configurationOf);
  }

  @Override
  public CompassReply<SignedCertificates> sign(
      URI connectorUrl, ClientCredential credential, String csr, String requestId) {
    return withCertificate(SIGN, connectorUrl, credential, requestId, auth -> signed(auth, csr));
  }

  @Override
  public CompassReply<Listing> applications(Access access, PageRequest page) {
    return query(APPLICATIONS, access, () -> director.applications(access.runtimeId(), page));
  }

  @Override
  public CompassReply<Page<ListedBundle>> bundles(
      Access access, String applicationId, PageRequest page) {
    return query(BUNDLES, access, () -> director.bundles(applicationId, page));
  }

  @Override
  public CompassReply<Page<ApiDefinition>> apiDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page) {
    return query(
        API_DEFINITIONS,
        access,
        () -> director.definitions(applicationId, bundleId, Bundle::apis, page));
  }

  @Override
  public CompassReply<Page<EventDefinition>> eventDefinitions(
      Access access, String applicationId, String bundleId, PageRequest page) {
    return query(
        EVENT_DEFINITIONS,
        access,
        () -> director.definitions(applicationId, bundleId, Bundle::events, page));
  }

  @Override
  public CompassReply<Viewer> viewer(Access access) {
    return query(
        VIEWER, access, () -> answered(new Viewer(caller(access).orElseThrow(), "RUNTIME")));
  }

  @Override
  public CompassReply<String> setRuntimeLabel(Access access, String key, String value) {
    return query(
        SET_RUNTIME_LABEL, access, () -> director.setLabel(access.runtimeId(), key, value));
  }

  private CompassReply<Configuration> configurationOf(String systemAuthId) {
    return answered(
        new Configuration(
            connector.regenerateToken(systemAuthId, clock.now()),
            subject.apply(systemAuthId),
            keyAlgorithm,
            announcedDirector,
            announcedConnector));
  }

  private CompassReply<SignedCertificates> signed(String systemAuthId, String csr) {
    var request = FakePem.decode(csr).flatMap(text -> FakePem.first(text, FakePem.REQUEST));
    if (request.isEmpty()) {
      return InMemoryDirectorState.graphqlError("Error while decoding Certificate Signing Request");
    }
    if (!request.get().field("cn").equals(systemAuthId)) {
      return InMemoryDirectorState.graphqlError(
          "Error while signing Certificate Signing Request: CSR: Invalid common name provided.");
    }
    return answered(connector.sign(request.get(), clock.now()));
  }

  private <T> CompassReply<T> withToken(
      Operation operation,
      URI url,
      SecretText token,
      SendGate gate,
      String requestId,
      Function<String, CompassReply<T>> service) {
    if (!url.equals(TOKEN_CONNECTOR)) {
      return nobodyAt(url);
    }
    return script.play(
        new Call(operation, url, requestId),
        gate,
        () -> {
          synchronized (this) {
            return connector
                .spend(token, clock.now())
                .map(service)
                .orElseGet(() -> new NotAuthenticated<>("compass.test refused the token"));
          }
        });
  }

  private <T> CompassReply<T> withCertificate(
      Operation operation,
      URI url,
      ClientCredential credential,
      String requestId,
      Function<String, CompassReply<T>> service) {
    if (!serves(securedConnectors, url)) {
      return nobodyAt(url);
    }
    return script.play(
        new Call(operation, url, requestId),
        () -> true,
        () -> {
          synchronized (this) {
            return connector
                .recognise(credential.facts(), clock.now())
                .map(service)
                .orElseGet(() -> new NotAuthenticated<>(url.getHost() + " refused us"));
          }
        });
  }

  private <T> CompassReply<T> query(
      Operation operation, Access access, Supplier<CompassReply<T>> service) {
    if (!serves(directors, access.directorUrl())) {
      return nobodyAt(access.directorUrl());
    }
    return script.play(
        new Call(operation, access.directorUrl(), access.requestId()),
        () -> true,
        () -> {
          synchronized (this) {
            return director
                .refusal(caller(access), access.tenant())
                .map(CompassReply::<T>failure)
                .orElseGet(service);
          }
        });
  }

  /** The Runtime whose certificate is shown. */
  private Optional<String> caller(Access access) {
    return connector.recognise(access.credential().facts(), clock.now()).map(connector::runtimeOf);
  }

  private synchronized boolean serves(Set<URI> urls, URI url) {
    return urls.contains(url);
  }

  private <T> CompassReply<T> answered(T value) {
    return new Answered<>(value, Optional.of(clock.now()));
  }

  private static <T> CompassReply<T> nobodyAt(URI url) {
    return new Unsent<>(
        Unsent.Reason.NAME_NOT_RESOLVED, url.getHost() + " is not known to the name service");
  }
}
