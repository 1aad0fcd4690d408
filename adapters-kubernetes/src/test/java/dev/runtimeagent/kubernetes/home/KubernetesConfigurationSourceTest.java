package dev.runtimeagent.kubernetes.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConfigurationSourceContract;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@ClusterTest
class KubernetesConfigurationSourceTest {
  private static final String NAME = "compass-agent-configuration";

  private final Cluster cluster = Cluster.running();
  private final String namespace = cluster.namespace();

  @Nested
  class InASecret implements ConfigurationSourceContract {
    @Override
    public ConfigurationSource source() {
      return new KubernetesConfigurationSource(
          cluster.api(), Cluster.pause(), named(), Optional.empty());
    }

    @Override
    public void configure(Map<String, String> entries) {
      create("secret", "generic", entries);
    }

    @Override
    public void remove() {
      kubectl("delete", "secret", NAME);
    }

    @Test
    void saysWhereItLooksInKubectlsWords() {
      assertThat(source().whereabouts()).isEqualTo("Secret " + namespace + "/" + NAME);
      assertThat(source().read())
          .isEqualTo(new ConfigurationReading.Missing(source().whereabouts()));
    }

    @Test
    void ignoresAConfigMapOfThatName() {
      create("configmap", "", COMPLETE);

      assertThat(source().read()).isInstanceOf(ConfigurationReading.Missing.class);
    }
  }

  @Nested
  class InAConfigMap implements ConfigurationSourceContract {
    @Override
    public ConfigurationSource source() {
      return new KubernetesConfigurationSource(
          cluster.api(), Cluster.pause(), Optional.empty(), named());
    }

    @Override
    public void configure(Map<String, String> entries) {
      create("configmap", "", entries);
    }

    @Override
    public void remove() {
      kubectl("delete", "configmap", NAME);
    }

    @Test
    void readsWhatTheDocumentationSaysToCreate() {
      cluster
          .kubectl()
          .in(namespace)
          .runWithInput(
              """
              apiVersion: v1
              kind: ConfigMap
              metadata:
                name: compass-agent-configuration
              data:
                CONNECTOR_URL: "https://connector.example/graphql"
                RUNTIME_ID: "runtime-1"
                TENANT: "tenant-1"
                TOKEN: "token-1"
              """,
              "create",
              "-f",
              "-");

      assertThat(source().read()).isInstanceOf(ConfigurationReading.Usable.class);
    }

    @Test
    void isMissingWithItsNamespace() {
      var nowhere =
          new KubernetesConfigurationSource(
              cluster.api(),
              Cluster.pause(),
              Optional.empty(),
              Optional.of(new NamespacedName("nowhere", NAME)));

      assertThat(nowhere.read())
          .isEqualTo(new ConfigurationReading.Missing("ConfigMap nowhere/" + NAME));
    }
  }

  @Nested
  class InASecretElseAConfigMap implements ConfigurationSourceContract {
    private final String user = "reader-" + namespace;

    @Override
    public ConfigurationSource source() {
      return source(cluster.api());
    }

    private ConfigurationSource source(KubernetesApi api) {
      return new KubernetesConfigurationSource(api, Cluster.pause(), named(), named());
    }

    @Override
    public void configure(Map<String, String> entries) {
      create("configmap", "", entries);
    }

    @Override
    public void remove() {
      kubectl("delete", "configmap", NAME);
    }

    @Test
    void prefersTheSecretEvenIfItIsIncomplete() {
      create("configmap", "", COMPLETE);
      create("secret", "generic", Map.of("TOKEN", "other"));

      assertThat(source().read())
          .isInstanceOfSatisfying(
              ConfigurationReading.Incomplete.class,
              incomplete ->
                  assertThat(incomplete.source()).isEqualTo("Secret " + namespace + "/" + NAME));
    }

    @Test
    void saysThatBothAreLookedAt() {
      assertThat(source().whereabouts())
          .isEqualTo("Secret %1$s/%2$s or ConfigMap %1$s/%2$s".formatted(namespace, NAME));
    }

    @Test
    void doesNotTurnToTheConfigMapWhereTheSecretIsForbidden() {
      create("configmap", "", COMPLETE);
      cluster.rights(user, namespace, "get", "configmaps");

      assertThat(source(cluster.apiAs(user)).read())
          .isEqualTo(
              new ConfigurationReading.Unreadable(
                  "Secret " + namespace + "/" + NAME,
                  "forbidden; allow the agent's ServiceAccount to get secrets in namespace "
                      + namespace));

      cluster.rights(user, namespace, "get", "configmaps,secrets");

      assertThat(source(cluster.apiAs(user)).read())
          .isInstanceOf(ConfigurationReading.Usable.class);
    }

    @Test
    void tellsOfASecretThatComesBeforeTheConfigMap() throws Exception {
      create("configmap", "", COMPLETE);
      try (var told = new Told(source())) {
        create("secret", "generic", Map.of("TOKEN", "other"));

        told.until(reading -> reading instanceof ConfigurationReading.Incomplete);
      }
    }

    @Test
    void looksEverySoOftenWhereItMayNotWatch() throws Exception {
      cluster.rights(user, namespace, "get", "configmaps,secrets");
      var pauses = new LinkedBlockingQueue<Duration>();
      var source =
          new KubernetesConfigurationSource(
              cluster.apiAs(user), pauses::put, Optional.empty(), named());
      try (var told = new Told(source)) {
        var first = new ArrayList<Duration>();
        for (int i = 0; i < 6; i++) {
          first.add(pauses.poll(20, TimeUnit.SECONDS));
        }
        assertThat(first)
            .containsExactlyElementsOf(
                List.of(1, 2, 4, 8, 16, 20).stream().map(Duration::ofSeconds).toList());
        create("configmap", "", COMPLETE);

        told.until(reading -> reading instanceof ConfigurationReading.Usable);
      }
    }
  }

  /** What is read whenever a change is told. */
  private static final class Told implements AutoCloseable {
    private final LinkedBlockingQueue<ConfigurationReading> readings = new LinkedBlockingQueue<>();
    private final Watch watch;

    Told(ConfigurationSource source) {
      this.watch = source.watch(() -> readings.add(source.read()));
    }

    void until(Predicate<ConfigurationReading> expected) throws InterruptedException {
      var reading = readings.poll(30, TimeUnit.SECONDS);
      while (reading != null && !expected.test(reading)) {
        reading = readings.poll(30, TimeUnit.SECONDS);
      }
      assertThat(reading).isNotNull();
    }

    @Override
    public void close() {
      watch.close();
    }
  }

  private Optional<NamespacedName> named() {
    return Optional.of(new NamespacedName(namespace, NAME));
  }

  private void create(String kind, String type, Map<String, String> entries) {
    var arguments = new ArrayList<>(List.of("create", kind));
    if (!type.isEmpty()) {
      arguments.add(type);
    }
    arguments.add(NAME);
    entries.forEach((key, value) -> arguments.add("--from-literal=" + key + "=" + value));
    kubectl(arguments.toArray(String[]::new));
  }

  private String kubectl(String... arguments) {
    return cluster.kubectl().in(namespace).run(arguments);
  }
}
