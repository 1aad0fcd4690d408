package dev.runtimeagent.application.port;

import java.util.function.Predicate;

/**
 * Who works on a Runtime, as written into the journal.
 *
 * @param id names it for as long as it is the same: a pod, whose containers come and go, or a
 *     process
 * @param gone tells by its id whether another is certainly gone: its Lease was given back, or the
 *     store's lock is ours (design, 4)
 */
public record Holder(String id, Predicate<String> gone) {
  /** One beside which nobody can be at work. */
  public static Holder alone(String id) {
    return new Holder(id, _ -> true);
  }

  /** One that knows nothing of others. */
  public static Holder amongOthers(String id) {
    return new Holder(id, _ -> false);
  }

  /** Whether what {@code other} began may be under way elsewhere. */
  public boolean mayStillBeAtWork(String other) {
    return !other.equals(id) && !gone.test(other);
  }
}
