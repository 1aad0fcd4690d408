package dev.runtimeagent.application.form;

import dev.runtimeagent.application.setting.Setting;
import dev.runtimeagent.application.setting.SettingType;
import dev.runtimeagent.application.setting.SettingValues;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can be set for the {@link KymaForm}; every target that uses it declares these. */
public final class KymaSettings {
  public static final Setting<Boolean> SKIP_APPS_TLS_VERIFY =
      Setting.withDefault(
          "APP_SKIP_APPS_TLS_VERIFY",
          SettingType.BOOLEAN,
          "false",
          "spec.skipVerify of new Applications");

  public static final Setting<URI> CENTRAL_GATEWAY_SERVICE_URL =
      Setting.withDefault(
          "APP_CENTRAL_GATEWAY_SERVICE_URL",
          SettingType.URL,
          "http://central-application-gateway.kyma-system.svc.cluster.local:8082",
          "prefix of every centralGatewayUrl");

  public static final Setting<String> INTEGRATION_NAMESPACE =
      Setting.withDefault(
          "APP_INTEGRATION_NAMESPACE",
          SettingType.NAMESPACE,
          "kyma-system",
          "namespace of the Applications' Secrets");

  /** The agent's own objects whose names nobody sets. */
  private static final Set<String> RESERVED =
      Set.of(JournalForm.NAME, "compass-agent-configuration");

  private KymaSettings() {}

  /** All of them, in the order of the table of settings. */
  public static List<Setting<?>> all() {
    return List.of(SKIP_APPS_TLS_VERIFY, CENTRAL_GATEWAY_SERVICE_URL, INTEGRATION_NAMESPACE);
  }

  /**
   * The form as it was set.
   *
   * @param kept names of the Secrets that the agent keeps its credential in, which no Application's
   *     may be called (design, 6.2)
   */
  public static KymaForm form(SettingValues values, Set<String> kept) {
    var reserved = new HashSet<>(RESERVED);
    reserved.addAll(kept);
    return new KymaForm(
        new KymaForm.Settings(
            values.get(CENTRAL_GATEWAY_SERVICE_URL).toString(),
            values.get(SKIP_APPS_TLS_VERIFY),
            values.get(INTEGRATION_NAMESPACE),
            reserved));
  }
}
