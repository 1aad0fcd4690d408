package dev.runtimeagent.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of one request to Compass. Success is HTTP 200 and JSON and no {@code errors} and every
 * needed field present; everything else is a failure of its own kind (P 4.2).
 */
public sealed interface CompassReply<T> {
  /**
   * A whole answer.
   *
   * @param serverTime the answer's {@code Date} header
   */
  record Answered<T>(T value, Optional<Instant> serverTime) implements CompassReply<T> {}

  /**
   * Compass did not know the caller: a TLS alert for the client certificate, the Connector's 400
   * with empty body or error T, the Director's error 23 with {@code actual=} empty (P 1.6, 2.9). A
   * hiccup of Compass' proxies looks the same, so one of these is no proof.
   */
  record NotAuthenticated<T>(String detail) implements CompassReply<T> {}

  /**
   * No byte of the request left, or no service was behind the URL (the proxy's 404): name look-up,
   * connection or TLS to the server failed, or the caller forbade sending. Nothing was spent.
   */
  record Unsent<T>(Reason reason, String detail) implements CompassReply<T> {
    /** Why nothing was sent. */
    public enum Reason {
      NAME_NOT_RESOLVED,
      NOT_CONNECTED,
      SERVER_NOT_TRUSTED,
      SERVER_OUT_OF_DATE,
      WRONG_HOST_NAME,
      TLS_FAILED,
      NO_SUCH_SERVICE,
      BAD_URL,
      FORBIDDEN_BY_CALLER
    }
  }

  /**
   * The request may have been carried out, but no usable answer came.
   *
   * @param detail what came instead, without secrets and without anything that differs each time
   * @param retryAfter what Compass asked for, as a delay
   */
  record Failed<T>(Kind kind, String detail, Optional<Duration> retryAfter)
      implements CompassReply<T> {
    /** What an operator, or the caller, must tell apart. */
    public enum Kind {
      /** The connection was cut before a whole answer was read. */
      CUT,
      TIMED_OUT,
      /** An answer began, and did not end in time; less may come whole. */
      TOO_SLOW,
      /** HTTP 429. */
      RATE_LIMITED,
      /** HTTP 5xx, or any other status that is no answer. */
      SERVER_ERROR,
      /** HTTP 3xx: redirects are not followed. */
      REDIRECTED,
      /** Not JSON: truncated, HTML. */
      NOT_JSON,
      /** JSON, but a needed field is missing or null, or has another type. */
      HOLLOW,
      /** The answer is larger than what is read; ask for less. */
      TOO_LARGE,
      /** {@code errors} of GraphQL that are none of the below. */
      GRAPHQL_ERRORS,
      /** The Director's 25: TENANT is not this Runtime's. */
      WRONG_TENANT,
      /** The Director's 22 "runtime does not exist", or {@code runtime: null}. */
      UNKNOWN_RUNTIME,
      /** The Director's 23 with scopes: the Runtime lacks rights. */
      SCOPES_MISSING
    }
  }

  /** What to show of a reply that is no answer; empty for an answer. */
  default String problem() {
    return switch (this) {
      case Answered<T> _ -> "";
      case NotAuthenticated<T>(var detail) -> detail;
      case Unsent<T>(_, var detail) -> detail;
      case Failed<T>(_, var detail, _) -> detail;
    };
  }

  /** That Compass asked to slow down, and for how long at least; zero where it names no time. */
  default Optional<Duration> slowDown() {
    return this instanceof Failed<T>(var kind, _, var delay)
        ? delay.or(() -> Optional.of(Duration.ZERO).filter(_ -> kind == Failed.Kind.RATE_LIMITED))
        : Optional.empty();
  }

  /** The same failure for a caller that expects another type; fails for an answer. */
  default <U> CompassReply<U> failure() {
    return switch (this) {
      case Answered<T> _ -> throw new IllegalStateException("an answer is no failure");
      case NotAuthenticated<T>(var detail) -> new NotAuthenticated<>(detail);
      case Unsent<T>(var reason, var detail) -> new Unsent<>(reason, detail);
      case Failed<T>(var kind, var detail, var retryAfter) ->
          new Failed<>(kind, detail, retryAfter);
    };
  }
}
