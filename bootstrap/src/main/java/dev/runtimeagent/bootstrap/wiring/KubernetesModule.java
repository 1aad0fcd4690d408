package dev.runtimeagent.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.bootstrap.settings.Settings;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.home.KubernetesConfigurationSource;
import dev.runtimeagent.kubernetes.home.KubernetesConnectionDocuments;
import dev.runtimeagent.kubernetes.home.KubernetesCredentialStore;
import dev.runtimeagent.kubernetes.home.KubernetesEnrolmentJournal;
import dev.runtimeagent.kubernetes.target.KubernetesApplicationTarget;

/** Home and target in one cluster. */
@Module
final class KubernetesModule {
  private KubernetesModule() {}

  @Provides
  @PerTerm
  static ConfigurationSource configuration(KubernetesApi api, Pause pause, Settings settings) {
    var location = settings.configurationLocation();
    return new KubernetesConfigurationSource(api, pause, location.secret(), location.configMap());
  }

  @Provides
  @PerTerm
  static CredentialStore credentials(
      KubernetesApi api, Pause pause, Certificates certificates, Settings settings) {
    return new KubernetesCredentialStore(
        api,
        pause,
        certificates,
        settings.clusterCertificatesSecret(),
        settings.caCertificatesSecret());
  }

  @Provides
  @PerTerm
  static EnrolmentJournal journal(KubernetesApi api, Settings settings) {
    return new KubernetesEnrolmentJournal(api, settings.clusterCertificatesSecret().namespace());
  }

  @Provides
  @PerTerm
  static ConnectionDocuments documents(KubernetesApi api, Pause pause) {
    return new KubernetesConnectionDocuments(api, pause);
  }

  @Provides
  @PerTerm
  static ApplicationTarget target(
      KubernetesApi api,
      KymaForm form,
      Settings settings,
      Workers workers,
      Clock clock,
      Pause pause) {
    return new KubernetesApplicationTarget(
        api, form, settings.integrationNamespace(), workers, clock, pause);
  }
}
