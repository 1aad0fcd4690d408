package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.synchronization.SyncSettings;
import dev.runtimeagent.domain.connection.Policy;
import dev.runtimeagent.domain.credential.RenewalPolicy;
import dev.runtimeagent.domain.plan.DeletionGuard;
import dev.runtimeagent.domain.plan.DeletionLimit;
import java.time.Duration;

/** What an operator sets. */
public record Tuning(Policy policy, RenewalPolicy renewals, SyncSettings synchronization) {
  /** The defaults but for the periods. */
  public static Tuning with(Duration syncPeriod, Duration holdAll) {
    return new Tuning(
        new Policy(
            syncPeriod, Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofHours(24)),
        new RenewalPolicy(0.3),
        new SyncSettings(
            new DeletionGuard.Settings(
                new DeletionLimit.Percent(10), Duration.ofMinutes(10), holdAll, syncPeriod),
            "https://events.test",
            "https://console.test",
            96 << 20));
  }
}
