package dev.runtimeagent.bootstrap.settings;

import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.domain.plan.DeletionLimit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that can be set from outside, checked.
 *
 * @param certificateRenewalThreshold part of the certificate's life that is left at renewal
 * @param healthPort 0 means any free port
 */
public record Settings(
    RuntimeKind runtime,
    Path storeDirectory,
    ConfigurationLocation configurationLocation,
    Duration controllerSyncPeriod,
    Duration minimalCompassSyncTime,
    double certificateRenewalThreshold,
    NamespacedName clusterCertificatesSecret,
    NamespacedName caCertificatesSecret,
    boolean skipCompassTlsVerify,
    boolean skipAppsTlsVerify,
    URI centralGatewayServiceUrl,
    String integrationNamespace,
    URI runtimeEventsUrl,
    URI runtimeConsoleUrl,
    boolean queryLogging,
    Duration metricsLoggingTimeInterval,
    int healthPort,
    Optional<Path> compassCaFile,
    Duration connectionCheckInterval,
    Duration lostAfter,
    Duration deletionHold,
    Duration deletionHoldAll,
    DeletionLimit deletionLimit,
    Optional<LogFormat> logFormat,
    LogLevel logLevel) {}
