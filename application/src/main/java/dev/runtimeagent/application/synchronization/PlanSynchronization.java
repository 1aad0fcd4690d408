package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.LossAccount;
import dev.runtimeagent.application.synchronization.Deliberation.Decision;
import dev.runtimeagent.domain.plan.Change;
import dev.runtimeagent.domain.plan.GuardMemory;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.domain.plan.Hold;
import dev.runtimeagent.domain.plan.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says what a synchronization would do, by the same code that would do it. It knows nothing of the
 * clocks of holds that are under way elsewhere: what it says of losses is what a first
 * synchronization would do with them.
 */
public final class PlanSynchronization {
  private final Deliberation deliberation;
  private final LossAccount account;

  public PlanSynchronization(
      Director director,
      ApplicationTarget target,
      Clock clock,
      LossAccount account,
      SyncSettings settings) {
    this.deliberation = new Deliberation(director, target, clock, settings);
    this.account = account;
  }

  /** What would come of it. */
  public sealed interface Outlook {
    /**
     * What would be done and what not.
     *
     * @param moved why not everything is known, if so
     */
    record Planned(List<Line> lines, int unchanged, Optional<Hold> hold, Optional<String> moved)
        implements Outlook {
      public Planned {
        lines = List.copyOf(lines);
      }
    }

    /** There would be no plan. */
    record NotPlanned(SyncOutcome outcome) implements Outlook {}
  }

  /** What would be done with an Application. */
  public enum Verb {
    CREATE,
    UPDATE,
    RENAME,
    DELETE,
    HOLD,
    REFUSE,
    WAIT,
    REMARK
  }

  /**
   * A line of the plan.
   *
   * @param detail why or from what; may be empty
   */
  public record Line(Verb verb, String name, String detail) {}

  /** Plans once. */
  public Outlook run(SyncRequest request) {
    return switch (deliberation.decide(request, account.load(), GuardMemory.EMPTY)) {
      case Decision.Ended(var outcome, _) -> new Outlook.NotPlanned(outcome);
      case Decision.Decided decided -> planned(decided);
    };
  }

  private static Outlook planned(Decision.Decided decided) {
    var lines = new ArrayList<Line>();
    decided.verdict().released().forEach(change -> lines.add(line(change)));
    add(lines, Verb.HOLD, decided.verdict().held());
    add(lines, Verb.REFUSE, decided.plan().refused());
    add(lines, Verb.WAIT, decided.plan().waiting());
    add(lines, Verb.REMARK, decided.plan().remarks());
    var touched =
        decided.plan().changes().stream()
            .filter(change -> !(change instanceof Change.Create))
            .count();
    return new Outlook.Planned(
        lines,
        Math.max(0, decided.plan().managed() - (int) touched),
        decided.verdict().hold(),
        decided.moved());
  }

  private static void add(List<Line> lines, Verb verb, List<Remark> remarks) {
    remarks.forEach(remark -> lines.add(new Line(verb, remark.name(), remark.reason())));
  }

  private static Line line(Change change) {
    return switch (change) {
      case Change.Create _ -> new Line(Verb.CREATE, change.name(), "");
      case Change.Update _ -> new Line(Verb.UPDATE, change.name(), "");
      case Change.Rename(var former, _, _, var name, _) ->
          new Line(
              Verb.RENAME,
              name,
              "from "
                  + former.stream().map(HeldApplication::name).collect(Collectors.joining(", ")));
      case Change.Delete _ -> new Line(Verb.DELETE, change.name(), "");
    };
  }
}
