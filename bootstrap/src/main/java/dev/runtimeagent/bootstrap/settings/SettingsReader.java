package dev.runtimeagent.bootstrap.settings;

import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Problem;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Row;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Unusable;
import dev.runtimeagent.bootstrap.settings.SettingsOutcome.Usable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Turns the environment into settings, and finds everything wrong with it at once. */
public final class SettingsReader {
  private static final Pattern PASSWORD_IN_URL = Pattern.compile("//[^/@]*@");

  private final Map<String, String> environment;
  private final Map<Variable, Row> rows = new EnumMap<>(Variable.class);
  private final List<Problem> problems = new ArrayList<>();

  private SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Reads the variables of an environment such as {@link System#getenv()}. */
  public static SettingsOutcome read(Map<String, String> environment) {
    return new SettingsReader(environment).outcome();
  }

  private SettingsOutcome outcome() {
    Optional<Settings> settings = settings();
    List<Row> table = List.copyOf(rows.values());
    List<String> warnings = EnvironmentHints.of(environment);
    return settings.isPresent() && problems.isEmpty()
        ? new Usable(settings.get(), table, warnings)
        : new Unusable(List.copyOf(problems), table, warnings);
  }

  private Optional<Settings> settings() {
    var runtime = value(Variable.RUNTIME, defaultRuntime(), Values.oneOf(RuntimeKind.class));
    var storeDirectory = value(Variable.STORE_DIR, Values::path);
    var location = configurationLocation();
    var syncPeriod = value(Variable.CONTROLLER_SYNC_PERIOD, Durations::positive);
    var minimalSyncTime = value(Variable.MINIMAL_COMPASS_SYNC_TIME, Values::duration);
    var threshold = value(Variable.CERT_VALIDITY_RENEWAL_THRESHOLD, Values::fraction);
    var clusterCertificates = value(Variable.CLUSTER_CERTIFICATES_SECRET, Values::namespacedName);
    var caCertificates = value(Variable.CA_CERTIFICATES_SECRET, Values::namespacedName);
    var skipCompassTlsVerify = value(Variable.SKIP_COMPASS_TLS_VERIFY, Values::bool);
    var skipAppsTlsVerify = value(Variable.SKIP_APPS_TLS_VERIFY, Values::bool);
    var gatewayUrl = value(Variable.CENTRAL_GATEWAY_SERVICE_URL, Values::url);
    var integrationNamespace = value(Variable.INTEGRATION_NAMESPACE, Values::namespace);
    var eventsUrl = value(Variable.RUNTIME_EVENTS_URL, Values::url);
    var consoleUrl = value(Variable.RUNTIME_CONSOLE_URL, Values::url);
    var queryLogging = value(Variable.QUERY_LOGGING, Values::bool);
    var metricsInterval = value(Variable.METRICS_LOGGING_TIME_INTERVAL, Durations::positive);
    var healthPort = value(Variable.HEALTH_PORT, Values::port);
    var compassCaFile = ifSet(Variable.COMPASS_CA_FILE, Values::path);
    var checkInterval = value(Variable.CONNECTION_CHECK_INTERVAL, Durations::positive);
    var lostAfter = value(Variable.LOST_AFTER, Durations::positive);
    var deletionHold = value(Variable.DELETION_HOLD, Values::duration);
    var deletionHoldAll = value(Variable.DELETION_HOLD_ALL, Values::duration);
    var deletionLimit = value(Variable.DELETION_LIMIT, Values::deletionLimit);
    var logFormat = ifSet(Variable.LOG_FORMAT, Values.oneOf(LogFormat.class));
    var logLevel = value(Variable.LOG_LEVEL, Values.oneOf(LogLevel.class));
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Settings(
            runtime.orElseThrow(),
            storeDirectory.orElseThrow(),
            location.orElseThrow(),
            syncPeriod.orElseThrow(),
            minimalSyncTime.orElseThrow(),
            threshold.orElseThrow(),
            clusterCertificates.orElseThrow(),
            caCertificates.orElseThrow(),
            skipCompassTlsVerify.orElseThrow(),
            skipAppsTlsVerify.orElseThrow(),
            gatewayUrl.orElseThrow(),
            integrationNamespace.orElseThrow(),
            eventsUrl.orElseThrow(),
            consoleUrl.orElseThrow(),
            queryLogging.orElseThrow(),
            metricsInterval.orElseThrow(),
            healthPort.orElseThrow(),
            compassCaFile,
            checkInterval.orElseThrow(),
            lostAfter.orElseThrow(),
            deletionHold.orElseThrow(),
            deletionHoldAll.orElseThrow(),
            deletionLimit.orElseThrow(),
            logFormat,
            logLevel.orElseThrow()));
  }

  private String defaultRuntime() {
    return environment.getOrDefault("KUBERNETES_SERVICE_HOST", "").isEmpty()
        ? "filesystem"
        : "kubernetes";
  }

  private Optional<ConfigurationLocation> configurationLocation() {
    var secret = value(Variable.AGENT_CONFIGURATION_SECRET, Values::namespacedName);
    var configMap = value(Variable.CONNECTION_CONFIG_MAP, Values::namespacedName);
    if (secret.isEmpty() || configMap.isEmpty()) {
      return Optional.empty();
    }
    if (spellingOf(Variable.AGENT_CONFIGURATION_SECRET).isPresent()) {
      return Optional.of(ConfigurationLocation.inSecret(secret.get()));
    }
    if (spellingOf(Variable.CONNECTION_CONFIG_MAP).isPresent()) {
      return Optional.of(ConfigurationLocation.inConfigMap(configMap.get()));
    }
    return Optional.of(ConfigurationLocation.inSecretElseConfigMap(secret.get(), configMap.get()));
  }

  private <T> Optional<T> ifSet(Variable variable, Function<String, Optional<T>> parse) {
    return value(variable, "", parse);
  }

  private <T> Optional<T> value(Variable variable, Function<String, Optional<T>> parse) {
    return value(variable, variable.defaultText(), parse);
  }

  private <T> Optional<T> value(
      Variable variable, String defaultText, Function<String, Optional<T>> parse) {
    Optional<String> spelling = spellingOf(variable);
    String text = spelling.map(this::trimmed).orElse(defaultText);
    String shown = PASSWORD_IN_URL.matcher(text).replaceAll("//***@");
    rows.put(variable, new Row(variable, shown, spelling.orElse("default")));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> parsed = parse.apply(text);
    if (parsed.isEmpty()) {
      problems.add(
          new Problem(spelling.orElse(variable.variableName()), shown, variable.allowed()));
    }
    return parsed;
  }

  private Optional<String> spellingOf(Variable variable) {
    return variable.spellings().stream()
        .filter(spelling -> !trimmed(spelling).isEmpty())
        .findFirst();
  }

  private String trimmed(String name) {
    return environment.getOrDefault(name, "").strip();
  }
}
