package dev.runtimeagent.domain.connection;

import java.time.Duration;

/**
 * The periods an operator may set.
 *
 * @param syncPeriod {@code APP_CONTROLLER_SYNC_PERIOD}
 * @param minimalSyncTime {@code APP_MINIMAL_COMPASS_SYNC_TIME}: no two synchronizations closer
 * @param lostAfter {@code APP_LOST_AFTER}: how long Compass may be silent
 * @param checkInterval {@code APP_CONNECTION_CHECK_INTERVAL}
 */
public record Policy(
    Duration syncPeriod, Duration minimalSyncTime, Duration lostAfter, Duration checkInterval) {}
