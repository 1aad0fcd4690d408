package dev.runtimeagent.domain.plan;

/**
 * How much of one kind may be lost within an hour without being held ({@code APP_DELETION_LIMIT}).
 */
public sealed interface DeletionLimit {
  /** That many; 0 holds all. */
  record Count(int most) implements DeletionLimit {}

  /** That share of what there is, and at least one; 0 holds all. */
  record Percent(int percent) implements DeletionLimit {}

  /** How many of {@code total} may go. */
  default int allowed(int total) {
    return switch (this) {
      case Count(var most) -> most;
      case Percent(var percent) ->
          percent == 0 ? 0 : (int) Math.max(1L, (long) total * percent / 100);
    };
  }
}
