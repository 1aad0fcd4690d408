package dev.runtimeagent.domain.connection;

import java.time.Duration;
import java.util.Optional;

/** How a synchronization ended, as far as the connection's state depends on it. */
public sealed interface SyncVerdict {
  /** What to show an operator; empty for a full success. */
  String detail();

  /** The Runtime equals the plan, and Compass has the Runtime's labels. */
  record Succeeded() implements SyncVerdict {
    @Override
    public String detail() {
      return "";
    }
  }

  /**
   * The listing was complete, but something failed to be applied, or losses are held.
   *
   * @param retryAfter as in {@link FetchFailed}, where labels were set
   */
  record NotAllApplied(String detail, Optional<Duration> retryAfter) implements SyncVerdict {
    public NotAllApplied(String detail) {
      this(detail, Optional.empty());
    }
  }

  /**
   * Applied, but the Runtime's labels could not be set.
   *
   * @param retryAfter as in {@link FetchFailed}
   */
  record LabelsFailed(String detail, Optional<Duration> retryAfter) implements SyncVerdict {}

  /**
   * There is no complete listing.
   *
   * @param authenticationDoubtful whether Compass may no longer know the credential
   * @param unreachable whether nothing answered at all
   * @param retryAfter that Compass asked to slow down, and for how long at least; zero where it
   *     names no time
   */
  record FetchFailed(
      String detail,
      boolean authenticationDoubtful,
      boolean unreachable,
      Optional<Duration> retryAfter)
      implements SyncVerdict {}

  /** What the Runtime holds could not be read: nothing was decided. */
  record TargetUnreadable(String detail) implements SyncVerdict {}

  /** Compass takes the credential for another Runtime's; nothing was synchronized. */
  record WrongRuntime(String detail) implements SyncVerdict {}

  /** Whether what the Runtime holds was compared with a listing. */
  default boolean compared() {
    return switch (this) {
      case Succeeded _, NotAllApplied _, LabelsFailed _ -> true;
      case FetchFailed _, TargetUnreadable _, WrongRuntime _ -> false;
    };
  }
}
