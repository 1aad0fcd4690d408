package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.status.ConnectionDocument.ApplicationsSummary;
import dev.runtimeagent.application.status.ConnectionDocument.Named;
import dev.runtimeagent.domain.plan.Hold;
import dev.runtimeagent.domain.plan.Remark;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a synchronization did and left.
 *
 * @param managed how many Applications of ours the Runtime holds now
 * @param refused by rule; they do not keep the Runtime from being synchronized
 * @param failed and to be tried again, by name
 * @param held with their last good content
 * @param remarks on what is held and will not work all the same
 */
public record SyncSummary(
    int managed,
    int created,
    int updated,
    int renamed,
    int deleted,
    List<Remark> refused,
    List<Remark> failed,
    List<Remark> held,
    List<Remark> remarks,
    Optional<Hold> hold) {
  private static final int NAMED = 20;

  public SyncSummary {
    refused = List.copyOf(refused);
    // Those that wait for their next try are found first. That is not to be told anew each time.
    failed = failed.stream().sorted(Comparator.comparing(Remark::name)).toList();
    held = List.copyOf(held);
    remarks = List.copyOf(remarks);
  }

  /** As the connection document has it. */
  public ApplicationsSummary applications() {
    return new ApplicationsSummary(
        managed, named(refused), named(failed), named(held), hold.map(Hold::start));
  }

  /** Whether anything was written. */
  public boolean changedAnything() {
    return created + updated + renamed + deleted > 0;
  }

  private static Named named(List<Remark> remarks) {
    return new Named(
        remarks.size(),
        remarks.stream()
            .limit(NAMED)
            .map(remark -> new Named.Entry(remark.name(), remark.reason()))
            .toList());
  }
}
