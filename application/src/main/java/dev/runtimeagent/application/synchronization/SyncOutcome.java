package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.CompassReply;
import java.time.Duration;
import java.util.Optional;

/** What came of a synchronization. */
public sealed interface SyncOutcome {
  /** The Runtime holds what Compass lists, but for what is refused by rule. */
  record Applied(SyncSummary summary) implements SyncOutcome {}

  /**
   * Something failed, is held, or could not be known.
   *
   * @param problem what, and what to do
   * @param retryAfter that Compass asked to slow down, and for how long at least
   */
  record Incomplete(SyncSummary summary, String problem, Optional<Duration> retryAfter)
      implements SyncOutcome {}

  /** No usable listing came: nothing was changed. */
  record FetchFailed(CompassReply<?> reply) implements SyncOutcome {
    /** Whether Compass may no longer know the credential. */
    public boolean authenticationDoubtful() {
      return reply instanceof CompassReply.NotAuthenticated<?>;
    }

    /** Whether nothing was heard of Compass at all. */
    public boolean unreachable() {
      return switch (reply) {
        case CompassReply.Answered<?> _, CompassReply.NotAuthenticated<?> _ -> false;
        case CompassReply.Unsent<?> _ -> true;
        case CompassReply.Failed<?>(var kind, _, _) ->
            switch (kind) {
              case CUT, TIMED_OUT, TOO_SLOW -> true;
              case RATE_LIMITED,
                  SERVER_ERROR,
                  REDIRECTED,
                  NOT_JSON,
                  HOLLOW,
                  TOO_LARGE,
                  GRAPHQL_ERRORS,
                  WRONG_TENANT,
                  UNKNOWN_RUNTIME,
                  SCOPES_MISSING ->
                  false;
            };
      };
    }

    public Optional<Duration> retryAfter() {
      return reply.slowDown();
    }

    public String detail() {
      return reply.problem();
    }
  }

  /** What the Runtime holds could not be said: nothing was changed. */
  record TargetUnknown(String problem) implements SyncOutcome {}

  /**
   * Applied, but a label of the Runtime in Compass could not be set.
   *
   * @param retryAfter that Compass asked to slow down, and for how long at least
   */
  record LabelFailed(SyncSummary summary, String problem, Optional<Duration> retryAfter)
      implements SyncOutcome {}

  /**
   * Compass takes the credential for another Runtime's: nothing was changed.
   *
   * @param actualId whose Compass takes it for
   */
  record WrongRuntime(String actualId, String problem) implements SyncOutcome {}
}
