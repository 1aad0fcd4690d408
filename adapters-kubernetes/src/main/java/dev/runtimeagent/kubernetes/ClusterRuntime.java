package dev.runtimeagent.kubernetes;

import dev.runtimeagent.application.form.KymaSettings;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.runtime.Home;
import dev.runtimeagent.application.runtime.OpenRuntime;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.application.runtime.Target;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.event.KubernetesEvents;
import dev.runtimeagent.kubernetes.home.KubernetesConfigurationSource;
import dev.runtimeagent.kubernetes.home.KubernetesConnectionDocuments;
import dev.runtimeagent.kubernetes.home.KubernetesCredentialStore;
import dev.runtimeagent.kubernetes.home.KubernetesEnrolmentJournal;
import dev.runtimeagent.kubernetes.lease.KubernetesLeadership;
import dev.runtimeagent.kubernetes.permission.Permissions;
import dev.runtimeagent.kubernetes.report.ClusterReport;
import dev.runtimeagent.kubernetes.target.KubernetesApplicationTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A cluster as home, target or both, by one connection. */
final class ClusterRuntime implements OpenRuntime, Home {
  private final KubernetesApi api;
  private final Set<Facet> facets;
  private final KubernetesSettings settings;
  private final Surroundings surroundings;
  private final KubernetesLeadership lease;
  private Optional<KubernetesEvents> events = Optional.empty();

  ClusterRuntime(
      KubernetesApi api,
      Set<Facet> facets,
      KubernetesSettings settings,
      Surroundings surroundings) {
    this.api = api;
    this.facets = Set.copyOf(facets);
    this.settings = settings;
    this.surroundings = surroundings;
    this.lease =
        new KubernetesLeadership(
            api,
            settings.credential().namespace(),
            Replica.of(surroundings.environment()).identity(),
            surroundings.clock(),
            surroundings.ticker(),
            surroundings.pause(),
            surroundings.recorder());
  }

  @Override
  public Optional<Home> home() {
    return Optional.of(this);
  }

  @Override
  public Optional<Target> target() {
    var form = KymaSettings.form(settings.values(), settings.keptSecrets());
    return Optional.of(() ->
        new KubernetesApplicationTarget(
            api,
            form,
            settings.integrationNamespace(),
            surroundings.workers(),
            surroundings.clock(),
            surroundings.pause()));
  }

  @Override
  public Leadership leadership() {
    return lease;
  }

  @Override
  public Stores stores() {
    return new Stores(
        new KubernetesConfigurationSource(
            api, surroundings.pause(), settings.configurationSecret(), settings.configurationMap()),
        new KubernetesCredentialStore(
            api,
            surroundings.pause(),
            surroundings.certificates(),
            settings.credential(),
            settings.authorities()),
        new KubernetesEnrolmentJournal(api, settings.credential().namespace()),
        new KubernetesConnectionDocuments(api, surroundings.pause()));
  }

  @Override
  public synchronized Optional<EventRecorder> events() {
    var begun =
        KubernetesEvents.begin(
            api, surroundings.clock(), surroundings.ticker(), surroundings.pause());
    events = Optional.of(begun);
    return Optional.of(begun);
  }

  @Override
  public Watch accompany() {
    var begun =
        List.of(
            Permissions.watch(
                api, settings.places(), facets, surroundings.recorder(), surroundings.pause()),
            ClusterReport.every(
                settings.reportInterval(), this::isForUsToTell, api, surroundings.pause()));
    return () -> begun.forEach(Watch::close);
  }

  /** Where the home is elsewhere, it is the home that sees to there being one agent. */
  private boolean isForUsToTell() {
    return !facets.contains(Facet.HOME) || lease.leads();
  }

  @Override
  public synchronized void close() {
    events.ifPresent(KubernetesEvents::close);
  }
}
