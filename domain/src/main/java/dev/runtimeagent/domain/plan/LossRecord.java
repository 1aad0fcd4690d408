package dev.runtimeagent.domain.plan;

import java.time.Instant;
import java.util.List;

/**
 * The durable account of losses that were carried out, from which the free budget of the rolling
 * hour is reckoned (design, 6.3).
 *
 * @param epoch hash of Director host, runtime id and tenant the account belongs to; empty if none
 * @param settled whether that epoch has seen a plan without losses, or one whose losses were
 *     approved
 */
public record LossRecord(String epoch, boolean settled, List<Entry> entries) {
  public static final LossRecord NONE = new LossRecord("", false, List.of());

  /** Losses carried out by one synchronization. */
  public record Entry(Instant at, int applications, int entries, int credentials) {
    Entry dated(Instant now) {
      return new Entry(now, applications, entries, credentials);
    }
  }

  public LossRecord {
    entries = List.copyOf(entries);
  }
}
