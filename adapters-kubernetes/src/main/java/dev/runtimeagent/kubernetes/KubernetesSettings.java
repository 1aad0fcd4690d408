package dev.runtimeagent.kubernetes;

import dev.runtimeagent.application.form.KymaSettings;
import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.setting.Setting;
import dev.runtimeagent.application.setting.SettingType;
import dev.runtimeagent.application.setting.SettingValues;
import dev.runtimeagent.kubernetes.permission.AgentRights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be set for a cluster: names and defaults are the Go agent's (B-001…B-029q). */
record KubernetesSettings(SettingValues values) {
  static final Setting<NamespacedName> CONFIGURATION_SECRET =
      Setting.withDefault(
          "APP_AGENT_CONFIGURATION_SECRET",
          SettingType.NAMESPACED_NAME,
          "kyma-system/compass-agent-configuration",
          "Secret with CONNECTOR_URL, TOKEN, RUNTIME_ID and TENANT");

  static final Setting<NamespacedName> CONFIGURATION_MAP =
      Setting.withDefault(
          "APP_CONNECTION_CONFIG_MAP",
          SettingType.NAMESPACED_NAME,
          "compass-system/compass-agent-configuration",
          "ConfigMap with the same four keys, read if the Secret does not exist");

  static final Setting<NamespacedName> CREDENTIAL =
      Setting.withDefault(
          "APP_CLUSTER_CERTIFICATES_SECRET",
          SettingType.NAMESPACED_NAME,
          "kyma-system/cluster-client-certificates",
          "Secret for the client key and certificates");

  static final Setting<NamespacedName> AUTHORITIES =
      Setting.withDefault(
          "APP_CA_CERTIFICATES_SECRET",
          SettingType.NAMESPACED_NAME,
          "istio-system/ca-certificates",
          "Secret for the copy of the CA certificate");

  static final Setting<Duration> REPORT_INTERVAL =
      Setting.withDefault(
          "APP_METRICS_LOGGING_TIME_INTERVAL",
          SettingType.POSITIVE_DURATION,
          "30m",
          "time between two reports on the cluster in the log of the agent that leads");

  static List<Setting<?>> all() {
    var all =
        new ArrayList<Setting<?>>(
            List.of(
                CONFIGURATION_SECRET, CONFIGURATION_MAP, CREDENTIAL, AUTHORITIES, REPORT_INTERVAL));
    all.addAll(KymaSettings.all());
    return all;
  }

  /** The Secret counts if it exists and neither was named; absent if only the other was. */
  Optional<NamespacedName> configurationSecret() {
    return values.isSet(CONFIGURATION_MAP) && !values.isSet(CONFIGURATION_SECRET)
        ? Optional.empty()
        : Optional.of(values.get(CONFIGURATION_SECRET));
  }

  /** Absent if a Secret was named (B-004). */
  Optional<NamespacedName> configurationMap() {
    return values.isSet(CONFIGURATION_SECRET)
        ? Optional.empty()
        : Optional.of(values.get(CONFIGURATION_MAP));
  }

  NamespacedName credential() {
    return values.get(CREDENTIAL);
  }

  NamespacedName authorities() {
    return values.get(AUTHORITIES);
  }

  String integrationNamespace() {
    return values.get(KymaSettings.INTEGRATION_NAMESPACE);
  }

  Duration reportInterval() {
    return values.get(REPORT_INTERVAL);
  }

  Set<String> keptSecrets() {
    return Set.of(credential().name(), authorities().name());
  }

  AgentRights.Places places() {
    return new AgentRights.Places(
        configurationSecret(),
        configurationMap(),
        credential(),
        authorities(),
        integrationNamespace());
  }
}
