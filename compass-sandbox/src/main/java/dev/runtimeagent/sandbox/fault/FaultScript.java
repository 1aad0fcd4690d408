package dev.runtimeagent.sandbox.fault;

import dev.runtimeagent.sandbox.http.HostKind;
import dev.runtimeagent.sandbox.record.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** The faults in force, in the order they were added; safe for threads. */
public final class FaultScript {

  private static final class Entry {
    private final Fault fault;
    private int passed;
    private int struck;

    private Entry(Fault fault) {
      this.fault = fault;
    }

    private boolean lets() {
      if (passed < fault.skip()) {
        passed++;
        return true;
      }
      return false;
    }

    private boolean isSpent() {
      return struck >= fault.times();
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  public synchronized void add(Fault fault) {
    entries.add(new Entry(fault));
  }

  /** Ends all faults. */
  public synchronized void clear() {
    entries.clear();
  }

  /** The faults that may still strike. */
  public synchronized List<Fault> pending() {
    return entries.stream().map(entry -> entry.fault).toList();
  }

  /** What befalls this request, which counts as one more for every fault it matches. */
  public List<FaultAction> strike(RecordedRequest request) {
    return strike(
        fault -> !(fault.action() instanceof FaultAction.Alert) && fault.matches(request));
  }

  /** The alert that befalls a new connection, which counts as one more. */
  public OptionalInt strikeConnection(HostKind host) {
    return strike(
            fault -> fault.action() instanceof FaultAction.Alert && fault.matchesConnection(host))
        .stream()
        .mapToInt(action -> action instanceof FaultAction.Alert(int code) ? code : 0)
        .findFirst();
  }

  private synchronized List<FaultAction> strike(Predicate<Fault> matching) {
    List<FaultAction> actions = new ArrayList<>();
    boolean answered = false;
    for (Entry entry : entries) {
      if (!matching.test(entry.fault) || entry.lets()) {
        continue;
      }
      boolean answers = answers(entry.fault.action());
      if (answers && answered) {
        continue;
      }
      answered |= answers;
      entry.struck++;
      actions.add(entry.fault.action());
    }
    entries.removeIf(Entry::isSpent);
    return actions;
  }

  /** A request has one answer: what would give another one waits for the next request. */
  private static boolean answers(FaultAction action) {
    return action instanceof FaultAction.Answer || action instanceof FaultAction.Deliver;
  }
}
