package dev.runtimeagent.bootstrap.settings;

import dev.runtimeagent.application.setting.Setting;
import dev.runtimeagent.application.setting.SettingType;
import dev.runtimeagent.domain.plan.DeletionLimit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The settings of the agent itself, whatever the Runtime, with their defaults. */
public final class CoreSettings {
  private static final Pattern DECIMAL = Pattern.compile("\\+?\\d*\\.?\\d+([eE][-+]?\\d{1,3})?");
  private static final Pattern LIMIT = Pattern.compile("(\\d{1,9})(\\s*%)?");

  /** Its default depends on where the process runs, and what it can be on the jars there are. */
  static final Setting<String> RUNTIME =
      Setting.optional(
          "APP_RUNTIME",
          SettingType.of("the name of a home", Optional::of),
          "where configuration and credentials are (default: kubernetes inside a pod, else"
              + " filesystem)");

  static final Setting<String> TARGET =
      Setting.optional(
          "APP_TARGET",
          SettingType.of("the name of a target", Optional::of),
          "what holds the Applications (default: what APP_RUNTIME names)");

  static final Setting<Duration> CONTROLLER_SYNC_PERIOD =
      Setting.withDefault(
          "APP_CONTROLLER_SYNC_PERIOD",
          SettingType.POSITIVE_DURATION,
          "20s",
          "time from one synchronization to the next");

  static final Setting<Duration> MINIMAL_COMPASS_SYNC_TIME =
      Setting.withDefault(
          "APP_MINIMAL_COMPASS_SYNC_TIME",
          SettingType.DURATION,
          "10s",
          "shortest time between two synchronizations");

  static final Setting<Double> CERT_VALIDITY_RENEWAL_THRESHOLD =
      Setting.withDefault(
          "APP_CERT_VALIDITY_RENEWAL_THRESHOLD",
          SettingType.of("a number above 0 and below 1", CoreSettings::fraction),
          "0.3",
          "part of the certificate's life that is left when it is renewed");

  static final Setting<Boolean> SKIP_COMPASS_TLS_VERIFY =
      Setting.withDefault(
          "APP_SKIP_COMPASS_TLS_VERIFY",
          SettingType.BOOLEAN,
          "false",
          "whether Compass' server certificates go unchecked");

  static final Setting<URI> RUNTIME_EVENTS_URL =
      Setting.withDefault(
          "APP_RUNTIME_EVENTS_URL",
          SettingType.URL,
          "https://gateway.kyma.local",
          "runtime label runtime_eventServiceUrl");

  static final Setting<URI> RUNTIME_CONSOLE_URL =
      Setting.withDefault(
          "APP_RUNTIME_CONSOLE_URL",
          SettingType.URL,
          "https://console.kyma.local",
          "runtime label runtime_consoleUrl");

  static final Setting<Boolean> QUERY_LOGGING =
      Setting.withDefault(
          "APP_QUERY_LOGGING",
          SettingType.BOOLEAN,
          "false",
          "whether failed Compass calls are logged in detail");

  static final Setting<Integer> HEALTH_PORT =
      Setting.withDefault(
          "APP_HEALTH_PORT", SettingType.PORT, "8090", "port of /healthz, /readyz and /metrics");

  static final Setting<Path> COMPASS_CA_FILE =
      Setting.optional(
          "APP_COMPASS_CA_FILE",
          SettingType.of("the path of a PEM file", SettingType.PATH.reader()),
          "certificates trusted for Compass' servers beside the platform's");

  static final Setting<Duration> CONNECTION_CHECK_INTERVAL =
      Setting.withDefault(
          "APP_CONNECTION_CHECK_INTERVAL",
          SettingType.POSITIVE_DURATION,
          "24h",
          "time between two checks of the connection at the Connector");

  static final Setting<Duration> LOST_AFTER =
      Setting.withDefault(
          "APP_LOST_AFTER",
          SettingType.POSITIVE_DURATION,
          "15m",
          "silence of Compass after which the connection counts as lost");

  static final Setting<Duration> DELETION_HOLD =
      Setting.withDefault(
          "APP_DELETION_HOLD", SettingType.DURATION, "10m", "how long a large loss is held back");

  static final Setting<Duration> DELETION_HOLD_ALL =
      Setting.withDefault(
          "APP_DELETION_HOLD_ALL",
          SettingType.DURATION,
          "24h",
          "how long the loss of every Application is held back");

  static final Setting<DeletionLimit> DELETION_LIMIT =
      Setting.withDefault(
          "APP_DELETION_LIMIT",
          SettingType.of(
              "a count like 5 or a percentage like 10% (0 holds every loss)",
              CoreSettings::deletionLimit),
          "10%",
          "losses within an hour that are carried out at once");

  static final Setting<LogFormat> LOG_FORMAT =
      Setting.optional(
          "APP_LOG_FORMAT",
          SettingType.of("json or text", oneOf(LogFormat.class)),
          "form of the log lines (default: text on a terminal, else json)");

  static final Setting<LogLevel> LOG_LEVEL =
      Setting.withDefault(
          "APP_LOG_LEVEL",
          SettingType.of("trace, debug, info, warn or error", oneOf(LogLevel.class)),
          "info",
          "least level that is logged");

  private CoreSettings() {}

  /** All of them, in the order of the table of settings. */
  public static List<Setting<?>> all() {
    return List.of(
        RUNTIME,
        TARGET,
        CONTROLLER_SYNC_PERIOD,
        MINIMAL_COMPASS_SYNC_TIME,
        CERT_VALIDITY_RENEWAL_THRESHOLD,
        SKIP_COMPASS_TLS_VERIFY,
        RUNTIME_EVENTS_URL,
        RUNTIME_CONSOLE_URL,
        QUERY_LOGGING,
        HEALTH_PORT,
        COMPASS_CA_FILE,
        CONNECTION_CHECK_INTERVAL,
        LOST_AFTER,
        DELETION_HOLD,
        DELETION_HOLD_ALL,
        DELETION_LIMIT,
        LOG_FORMAT,
        LOG_LEVEL);
  }

  private static Optional<Double> fraction(String text) {
    return Optional.of(text)
        .filter(number -> DECIMAL.matcher(number).matches())
        .map(Double::parseDouble)
        .filter(number -> number > 0 && number < 1);
  }

  private static Optional<DeletionLimit> deletionLimit(String text) {
    var limit = LIMIT.matcher(text);
    if (!limit.matches()) {
      return Optional.empty();
    }
    var number = Integer.parseInt(limit.group(1));
    if (limit.group(2) == null) {
      return Optional.of(new DeletionLimit.Count(number));
    }
    return number <= 100 ? Optional.of(new DeletionLimit.Percent(number)) : Optional.empty();
  }

  private static <E extends Enum<E>> Function<String, Optional<E>> oneOf(Class<E> choices) {
    return text ->
        Arrays.stream(choices.getEnumConstants())
            .filter(choice -> choice.name().equalsIgnoreCase(text))
            .findFirst();
  }
}
