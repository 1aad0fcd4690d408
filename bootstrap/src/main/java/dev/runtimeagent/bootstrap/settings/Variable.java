package dev.runtimeagent.bootstrap.settings;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** The environment variables that have an effect, with their defaults as they would be written. */
public enum Variable {
  RUNTIME(
      "APP_RUNTIME",
      "",
      "kubernetes or filesystem",
      "what holds Applications and credentials (default: kubernetes inside a pod, else filesystem)"),
  STORE_DIR("APP_STORE_DIR", "./runtime-agent-store", "a path", "folder of the filesystem store"),
  AGENT_CONFIGURATION_SECRET(
      "APP_AGENT_CONFIGURATION_SECRET",
      "kyma-system/compass-agent-configuration",
      Allowed.NAMESPACED_NAME,
      "Secret with CONNECTOR_URL, TOKEN, RUNTIME_ID and TENANT"),
  CONNECTION_CONFIG_MAP(
      "APP_CONNECTION_CONFIG_MAP",
      "compass-system/compass-agent-configuration",
      Allowed.NAMESPACED_NAME,
      "ConfigMap with the same four keys, read if the Secret does not exist"),
  CONTROLLER_SYNC_PERIOD(
      "APP_CONTROLLER_SYNC_PERIOD",
      "20s",
      Allowed.POSITIVE_DURATION,
      "time from one synchronization to the next"),
  MINIMAL_COMPASS_SYNC_TIME(
      "APP_MINIMAL_COMPASS_SYNC_TIME",
      "10s",
      Allowed.DURATION,
      "shortest time between two synchronizations"),
  CERT_VALIDITY_RENEWAL_THRESHOLD(
      "APP_CERT_VALIDITY_RENEWAL_THRESHOLD",
      "0.3",
      "a number above 0 and below 1",
      "part of the certificate's life that is left when it is renewed"),
  CLUSTER_CERTIFICATES_SECRET(
      "APP_CLUSTER_CERTIFICATES_SECRET",
      "kyma-system/cluster-client-certificates",
      Allowed.NAMESPACED_NAME,
      "Secret for the client key and certificates"),
  CA_CERTIFICATES_SECRET(
      "APP_CA_CERTIFICATES_SECRET",
      "istio-system/ca-certificates",
      Allowed.NAMESPACED_NAME,
      "Secret for the copy of the CA certificate"),
  SKIP_COMPASS_TLS_VERIFY(
      "APP_SKIP_COMPASS_TLS_VERIFY",
      "false",
      Allowed.BOOLEAN,
      "whether Compass' server certificates go unchecked"),
  SKIP_APPS_TLS_VERIFY(
      "APP_SKIP_APPS_TLS_VERIFY", "false", Allowed.BOOLEAN, "spec.skipVerify of new Applications"),
  CENTRAL_GATEWAY_SERVICE_URL(
      "APP_CENTRAL_GATEWAY_SERVICE_URL",
      "http://central-application-gateway.kyma-system.svc.cluster.local:8082",
      Allowed.URL,
      "prefix of every centralGatewayUrl"),
  INTEGRATION_NAMESPACE(
      "APP_INTEGRATION_NAMESPACE",
      "kyma-system",
      "a namespace",
      "namespace of the Applications' Secrets"),
  RUNTIME_EVENTS_URL(
      "APP_RUNTIME_EVENTS_URL",
      "https://gateway.kyma.local",
      Allowed.URL,
      "runtime label runtime_eventServiceUrl"),
  RUNTIME_CONSOLE_URL(
      "APP_RUNTIME_CONSOLE_URL",
      "https://console.kyma.local",
      Allowed.URL,
      "runtime label runtime_consoleUrl"),
  QUERY_LOGGING(
      "APP_QUERY_LOGGING",
      "false",
      Allowed.BOOLEAN,
      "whether failed Compass calls are logged in detail"),
  METRICS_LOGGING_TIME_INTERVAL(
      "APP_METRICS_LOGGING_TIME_INTERVAL",
      "30m",
      Allowed.POSITIVE_DURATION,
      "time between two reports on the cluster in the log of the agent that leads"),
  HEALTH_PORT(
      "APP_HEALTH_PORT",
      "8090",
      "a port, 0 to 65535 (0: any free one)",
      "port of /healthz, /readyz and /metrics"),
  COMPASS_CA_FILE(
      "APP_COMPASS_CA_FILE",
      "",
      "the path of a PEM file",
      "certificates trusted for Compass' servers beside the platform's"),
  CONNECTION_CHECK_INTERVAL(
      "APP_CONNECTION_CHECK_INTERVAL",
      "24h",
      Allowed.POSITIVE_DURATION,
      "time between two checks of the connection at the Connector"),
  LOST_AFTER(
      "APP_LOST_AFTER",
      "15m",
      Allowed.POSITIVE_DURATION,
      "silence of Compass after which the connection counts as lost"),
  DELETION_HOLD("APP_DELETION_HOLD", "10m", Allowed.DURATION, "how long a large loss is held back"),
  DELETION_HOLD_ALL(
      "APP_DELETION_HOLD_ALL",
      "24h",
      Allowed.DURATION,
      "how long the loss of every Application is held back"),
  DELETION_LIMIT(
      "APP_DELETION_LIMIT",
      "10%",
      "a count like 5 or a percentage like 10% (0 holds every loss)",
      "losses within an hour that are carried out at once"),
  LOG_FORMAT(
      "APP_LOG_FORMAT",
      "",
      "json or text",
      "form of the log lines (default: text on a terminal, else json)"),
  LOG_LEVEL(
      "APP_LOG_LEVEL", "info", "trace, debug, info, warn or error", "least level that is logged");

  private final String variableName;
  private final String defaultText;
  private final String allowed;
  private final String purpose;

  Variable(String variableName, String defaultText, String allowed, String purpose) {
    this.variableName = variableName;
    this.defaultText = defaultText;
    this.allowed = allowed;
    this.purpose = purpose;
  }

  public String variableName() {
    return variableName;
  }

  /** The default as one would write it; empty where it depends on the surroundings. */
  public String defaultText() {
    return defaultText;
  }

  public String allowed() {
    return allowed;
  }

  public String purpose() {
    return purpose;
  }

  /** The four ways to write the name, in the order in which the first one set wins. */
  SortedSet<String> spellings() {
    return spellings(variableName);
  }

  static SortedSet<String> spellings(String name) {
    String joined = "APP_" + name.substring("APP_".length()).replace("_", "");
    SortedSet<String> spellings = new TreeSet<>();
    spellings.add(name);
    spellings.add(joined);
    spellings.add(name.toLowerCase(Locale.ROOT));
    spellings.add(joined.toLowerCase(Locale.ROOT));
    return spellings;
  }

  private static final class Allowed {
    static final String NAMESPACED_NAME = "namespace/name";
    static final String DURATION = "a duration like 15s, 3m or 1h30m";
    static final String POSITIVE_DURATION = "a duration above zero like 15s, 3m or 1h30m";
    static final String BOOLEAN = "true or false";
    static final String URL = "an http or https URL with a host and without a password";
  }
}
