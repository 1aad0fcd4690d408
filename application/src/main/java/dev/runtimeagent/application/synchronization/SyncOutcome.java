package dev.runtimeagent.application.synchronization;

import static dev.runtimeagent.application.port.CompassReply.Failed.Kind.RATE_LIMITED;

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
   */
  record Incomplete(SyncSummary summary, String problem) implements SyncOutcome {}

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

    /** That Compass asked to slow down, and for how long; zero where it names no time. */
    public Optional<Duration> retryAfter() {
      return SyncOutcome.retryAfter(reply);
    }

    public String detail() {
      return reply.problem();
    }
  }

  /** What the Runtime holds could not be said: nothing was changed. */
  record TargetUnknown(String problem) implements SyncOutcome {}

  /** Applied, but a label of the Runtime in Compass could not be set. */
  record LabelFailed(SyncSummary summary, String problem, Optional<Duration> retryAfter)
      implements SyncOutcome {}

  /**
   * Compass takes the credential for another Runtime's: nothing was changed.
   *
   * @param actualId whose Compass takes it for
   */
  record WrongRuntime(String actualId, String problem) implements SyncOutcome {}

  private static Optional<Duration> retryAfter(CompassReply<?> reply) {
    return reply instanceof CompassReply.Failed<?>(var kind, _, var delay)
        ? delay.or(() -> Optional.of(Duration.ZERO).filter(_ -> kind == RATE_LIMITED))
        : Optional.empty();
  }
}
