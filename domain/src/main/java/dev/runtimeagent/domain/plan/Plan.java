package dev.runtimeagent.domain.plan;

import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.CompleteSnapshot;
import java.util.List;

/**
 * What lies between what Compass lists and what a Runtime holds (design, 6.2).
 *
 * @see DeletionGuard
 */
public final class Plan {
  private final List<Change> changes;
  private final List<Remark> refused;
  private final List<Remark> waiting;
  private final List<Remark> remarks;
  private final Holding holding;

  /**
   * How much of ours the Runtime holds.
   *
   * @param applications how many there are, {@code managed} how many there will be
   */
  record Holding(int applications, int entries, int credentials, int managed) {}

  Plan(
      List<Change> changes,
      List<Remark> refused,
      List<Remark> waiting,
      List<Remark> remarks,
      Holding holding) {
    this.changes = List.copyOf(changes);
    this.refused = List.copyOf(refused);
    this.waiting = List.copyOf(waiting);
    this.remarks = List.copyOf(remarks);
    this.holding = holding;
  }

  /** The way to hold exactly what {@code snapshot} has. */
  public static Plan of(
      CompleteSnapshot snapshot, List<HeldApplication> held, Fitting.Oracle oracle) {
    return new Planner(snapshot.applications(), held, oracle, true).plan();
  }

  /**
   * The way to hold what {@code applications} have where that takes away nothing: they are not all,
   * and what they lack says nothing.
   */
  public static Plan withoutLosses(
      List<Application> applications, List<HeldApplication> held, Fitting.Oracle oracle) {
    return new Planner(applications, held, oracle, false).plan();
  }

  /** What is to be done; nothing that is so already. */
  public List<Change> changes() {
    return changes;
  }

  /** What is not held by rule, and why. */
  public List<Remark> refused() {
    return refused;
  }

  /** What can only be done when another change is. */
  public List<Remark> waiting() {
    return waiting;
  }

  /** What is held and will not work all the same. */
  public List<Remark> remarks() {
    return remarks;
  }

  /** How many Applications of ours the Runtime holds before anything is done. */
  public int managed() {
    return holding.applications();
  }

  Holding holding() {
    return holding;
  }

  /** Whether it would take the last Application of ours away. */
  boolean leavesNone() {
    return holding.applications() > 0 && holding.managed() == 0;
  }
}
