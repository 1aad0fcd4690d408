package dev.runtimeagent.kubernetes.api;

import java.util.function.Function;

/** What came of one request to the API server. */
public sealed interface ApiReply<T> {
  record Ok<T>(T content) implements ApiReply<T> {}

  /** The resource is served, and there is certainly no such object. */
  record NotFound<T>() implements ApiReply<T> {}

  /**
   * Somebody else came first: the resource version is not the current one, or there is one of that
   * name already.
   */
  record Conflict<T>() implements ApiReply<T> {}

  /**
   * Nothing is known, and nothing was changed as far as can be told.
   *
   * @param reason what a caller may have to tell apart
   * @param problem what happened to which thing, and what to do; without any value of a Secret
   */
  record Failed<T>(Reason reason, String problem) implements ApiReply<T> {
    /** The problem without verb and thing, for a sentence that names them already. */
    public String why() {
      return problem.substring(problem.indexOf(Words.BECAUSE) + Words.BECAUSE.length());
    }

    /** Why it failed. */
    public enum Reason {
      /** 401 or 403. */
      FORBIDDEN,
      /** The kind is not served: its custom resource definition is missing. */
      NOT_SERVED,
      /** The namespace to write into is missing or being deleted. */
      NO_NAMESPACE,
      /** 400, 413, 422 or too large: it will not be taken, however often it comes. */
      INVALID,
      /** 410: a list or watch cannot go on from that resource version. */
      EXPIRED,
      /** Everything else: time-outs, 429, 5xx, the network. It may work later. */
      UNAVAILABLE
    }
  }

  /** The same for another content; {@code change} is applied to what was answered. */
  default <U> ApiReply<U> map(Function<? super T, ? extends U> change) {
    return switch (this) {
      case Ok<T>(var content) -> new Ok<>(change.apply(content));
      case NotFound<T> _ -> new NotFound<>();
      case Conflict<T> _ -> new Conflict<>();
      case Failed<T>(var reason, var problem) -> new Failed<>(reason, problem);
    };
  }
}
