package dev.runtimeagent.bootstrap.settings;

import dev.runtimeagent.application.setting.SettingValues;
import dev.runtimeagent.domain.plan.DeletionLimit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that can be set for the agent itself, checked.
 *
 * @param certificateRenewalThreshold part of the certificate's life that is left at renewal
 * @param healthPort 0 means any free port
 */
public record Settings(
    Duration controllerSyncPeriod,
    Duration minimalCompassSyncTime,
    double certificateRenewalThreshold,
    boolean skipCompassTlsVerify,
    URI runtimeEventsUrl,
    URI runtimeConsoleUrl,
    boolean queryLogging,
    int healthPort,
    Optional<Path> compassCaFile,
    Duration connectionCheckInterval,
    Duration lostAfter,
    Duration deletionHold,
    Duration deletionHoldAll,
    DeletionLimit deletionLimit,
    Optional<LogFormat> logFormat,
    LogLevel logLevel) {
  static Settings of(SettingValues values) {
    return new Settings(
        values.get(CoreSettings.CONTROLLER_SYNC_PERIOD),
        values.get(CoreSettings.MINIMAL_COMPASS_SYNC_TIME),
        values.get(CoreSettings.CERT_VALIDITY_RENEWAL_THRESHOLD),
        values.get(CoreSettings.SKIP_COMPASS_TLS_VERIFY),
        values.get(CoreSettings.RUNTIME_EVENTS_URL),
        values.get(CoreSettings.RUNTIME_CONSOLE_URL),
        values.get(CoreSettings.QUERY_LOGGING),
        values.get(CoreSettings.HEALTH_PORT),
        values.find(CoreSettings.COMPASS_CA_FILE),
        values.get(CoreSettings.CONNECTION_CHECK_INTERVAL),
        values.get(CoreSettings.LOST_AFTER),
        values.get(CoreSettings.DELETION_HOLD),
        values.get(CoreSettings.DELETION_HOLD_ALL),
        values.get(CoreSettings.DELETION_LIMIT),
        values.find(CoreSettings.LOG_FORMAT),
        values.get(CoreSettings.LOG_LEVEL));
  }
}
