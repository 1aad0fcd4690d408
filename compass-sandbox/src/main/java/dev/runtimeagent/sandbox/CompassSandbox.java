package dev.runtimeagent.sandbox;

import dev.runtimeagent.sandbox.certificate.CertificateAuthority;
import dev.runtimeagent.sandbox.certificate.ClientCertificates;
import dev.runtimeagent.sandbox.certificate.ClientTrust;
import dev.runtimeagent.sandbox.certificate.Revocations;
import dev.runtimeagent.sandbox.certificate.ServerCertificates;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.FaultScript;
import dev.runtimeagent.sandbox.graphql.Connector;
import dev.runtimeagent.sandbox.graphql.Connector.ManagementUrls;
import dev.runtimeagent.sandbox.graphql.Director;
import dev.runtimeagent.sandbox.http.HostKind;
import dev.runtimeagent.sandbox.http.TlsListener;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.IssuedToken;
import dev.runtimeagent.sandbox.landscape.Landscape;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import dev.runtimeagent.sandbox.landscape.SystemAuths;
import dev.runtimeagent.sandbox.record.RefusedHandshake;
import dev.runtimeagent.sandbox.record.RequestRecord;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A running local Compass: two TLS hosts on loopback, and every handle an administrator needs. */
public final class CompassSandbox implements AutoCloseable {

  private final Object telling = new Object();
  private final SandboxOptions options;
  private final Authorities authorities;
  private final Landscape landscape;
  private final SystemAuths systemAuths;
  private final Revocations revocations;
  private final ClientCertificates certificates;
  private final Conduct conduct = new Conduct();
  private final FaultScript faults = new FaultScript();
  private final RequestRecord requests = new RequestRecord();
  private final AtomicReference<Optional<ManagementUrls>> urls =
      new AtomicReference<>(Optional.empty());
  private final Gateway gateway;
  private final TlsListener tokenHost;
  private final TlsListener mtlsHost;
  private volatile boolean running;

  private CompassSandbox(SandboxOptions options) throws IOException, GeneralSecurityException {
    this.options = options;
    var clock = options.clock();
    this.authorities =
        options.state().isPresent()
            ? Authorities.of(options.state().get())
            : Authorities.fresh(options.rootAttached(), clock.instant());
    this.landscape = new Landscape(clock, options.tenant(), this::changed);
    this.systemAuths = new SystemAuths(clock, options.tokenValidity(), this::changed);
    this.revocations = new Revocations(clock, options.revocationDelay(), this::changed);
    this.certificates =
        new ClientCertificates(
            clock,
            options.subject(),
            authorities.clients(),
            authorities.root(),
            options.certificateValidity(),
            options.certificateStartOffset());
    options.state().ifPresent(this::restore);
    ClientTrust trust = new ClientTrust(clock, certificates, revocations);
    this.gateway =
        new Gateway(
            clock,
            conduct,
            new ServerCertificates(clock, authorities.server(), trust),
            trust,
            new Callers(landscape, systemAuths, revocations, options.subject()),
            new Connector(systemAuths, certificates, revocations, this::managementUrls),
            new Director(landscape, systemAuths, clock),
            faults,
            requests);
    this.tokenHost = TlsListener.open(HostKind.TOKEN, options.tokenPort(), gateway, clock);
    try {
      this.mtlsHost = TlsListener.open(HostKind.MTLS, options.mtlsPort(), gateway, clock);
    } catch (IOException e) {
      tokenHost.close();
      throw e;
    }
    this.running = true;
    changed();
  }

  /** Starts a sandbox; both hosts answer when this returns. */
  public static CompassSandbox start(SandboxOptions options)
      throws IOException, GeneralSecurityException {
    return new CompassSandbox(options);
  }

  private void restore(SandboxState state) {
    state.tenants().forEach(landscape::addTenant);
    state.runtimes().forEach(landscape::restore);
    state.systemAuths().forEach(systemAuths::restore);
    state.revocations().forEach(revocations::restore);
  }

  private void changed() {
    if (running) {
      synchronized (telling) {
        options.onStateChange().accept(state());
      }
    }
  }

  /** What to keep for a sandbox that goes on from here. */
  public SandboxState state() {
    return new SandboxState(
        Authorities.write(authorities.server()),
        certificates.authorities().stream().map(Authorities::write).toList(),
        authorities.root().map(Authorities::write).orElse(null),
        tokenHost.port(),
        mtlsHost.port(),
        List.copyOf(landscape.tenants()),
        landscape.runtimes(),
        systemAuths.all(),
        revocations.all());
  }

  /**
   * Loads what the first requests need, so that they take no longer than later ones; leaves no
   * trace in the record.
   */
  public void warmUp() throws GeneralSecurityException {
    gateway.warmUp();
    gateway.context();
  }

  /** The Connector's address for token calls. */
  public String tokenConnectorUrl() {
    return "https://" + options.hostName() + ':' + tokenHost.port() + "/connector/graphql";
  }

  /** The Connector's address for calls with a certificate. */
  public String mtlsConnectorUrl() {
    return "https://" + options.hostName() + ':' + mtlsHost.port() + "/connector/graphql";
  }

  /** The Director's address. */
  public String directorUrl() {
    return "https://" + options.hostName() + ':' + mtlsHost.port() + "/director/graphql";
  }

  private ManagementUrls managementUrls() {
    return urls.get().orElseGet(() -> new ManagementUrls(directorUrl(), mtlsConnectorUrl()));
  }

  /** Tells other addresses in {@code configuration} from now on; the hosts stay where they are. */
  public void announce(String directorUrl, String connectorUrl) {
    urls.set(Optional.of(new ManagementUrls(directorUrl, connectorUrl)));
  }

  /** Tells the true addresses again. */
  public void announceOwnUrls() {
    urls.set(Optional.empty());
  }

  /** PEM of the authority that signs the hosts' certificates: what a client has to trust. */
  public String serverCaPem() {
    return authorities.server().pem();
  }

  /** PEM of the authority that signs client certificates now. */
  public String clientCaPem() {
    return certificates.authorities().getFirst().pem();
  }

  public String tenant() {
    return options.tenant();
  }

  /** Tenants, Runtimes and Applications. */
  public Landscape landscape() {
    return landscape;
  }

  /** Credential records and tokens of Runtimes. */
  public SystemAuths systemAuths() {
    return systemAuths;
  }

  /** Certificates that are refused. */
  public Revocations revocations() {
    return revocations;
  }

  /** Validity of future certificates, and the authority that signs them. */
  public ClientCertificates certificates() {
    return certificates;
  }

  /** Choices which Compass leaves. */
  public Conduct conduct() {
    return conduct;
  }

  /** The faults in force. */
  public FaultScript faults() {
    return faults;
  }

  /** Adds a fault. */
  public void fault(Fault fault) {
    faults.add(fault);
  }

  /** What was asked. */
  public RequestRecord requests() {
    return requests;
  }

  /** Connections that were refused in the handshake, by either side. */
  public List<RefusedHandshake> refusedHandshakes() {
    return gateway.refusedHandshakes();
  }

  /** Registers a Runtime of the sandbox's tenant in the formation {@code default}. */
  public RegisteredRuntime registerRuntime(String name) {
    return landscape.registerRuntime(name);
  }

  /** Makes a new system auth of the Runtime and a token for it. */
  public IssuedToken issueToken(RegisteredRuntime runtime) {
    return systemAuths.issue(runtime);
  }

  /** Adds or replaces an Application. */
  public void put(Application application) {
    landscape.put(application);
  }

  /** Unregisters a Runtime and deletes its system auths. */
  public void unregister(String runtimeId) {
    systemAuths.deleteOf(runtimeId);
    landscape.unregisterRuntime(runtimeId);
  }

  /** Signs client certificates with a new authority from now on; old ones stay good. */
  public CertificateAuthority replaceClientAuthority() throws GeneralSecurityException {
    certificates.replaceAuthority();
    changed();
    return certificates.authorities().getFirst();
  }

  /** Closes all connections of a host, as a restarted ingress would; new ones are welcome. */
  public void closeConnections(HostKind host) {
    switch (host) {
      case TOKEN -> tokenHost.closeConnections();
      case MTLS -> mtlsHost.closeConnections();
    }
  }

  @Override
  public void close() {
    running = false;
    gateway.close();
    tokenHost.close();
    mtlsHost.close();
  }
}
