package dev.runtimeagent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.setting.SettingValues;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesSettingsTest {
  private static final NamespacedName NAMED = new NamespacedName("a", "b");

  @Test
  void hasTheDefaultsOfTheGoAgent() {
    var settings = settings(Map.of());
    assertThat(settings.configurationSecret())
        .contains(new NamespacedName("kyma-system", "compass-agent-configuration"));
    assertThat(settings.configurationMap())
        .contains(new NamespacedName("compass-system", "compass-agent-configuration"));
    assertThat(settings.credential())
        .isEqualTo(new NamespacedName("kyma-system", "cluster-client-certificates"));
    assertThat(settings.authorities())
        .isEqualTo(new NamespacedName("istio-system", "ca-certificates"));
    assertThat(settings.integrationNamespace()).isEqualTo("kyma-system");
    assertThat(settings.reportInterval()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void readsTheConfigMapIfOnlyThatIsNamed() {
    var settings = settings(Map.of("APP_CONNECTION_CONFIG_MAP", "a/b"));
    assertThat(settings.configurationMap()).contains(NAMED);
    assertThat(settings.configurationSecret()).isEqualTo(Optional.empty());
  }

  @Test
  void readsTheSecretIfBothAreNamed() {
    var settings =
        settings(
            Map.of("APP_CONNECTION_CONFIG_MAP", "c/d", "APP_AGENT_CONFIGURATION_SECRET", "a/b"));
    assertThat(settings.configurationSecret()).contains(NAMED);
    assertThat(settings.configurationMap()).isEqualTo(Optional.empty());
  }

  private static KubernetesSettings settings(Map<String, String> set) {
    return new KubernetesSettings(new SettingValues(set));
  }
}
