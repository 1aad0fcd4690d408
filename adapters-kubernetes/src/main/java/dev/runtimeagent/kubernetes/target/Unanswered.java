package dev.runtimeagent.kubernetes.target;

import dev.runtimeagent.kubernetes.api.ApiReply;
import java.util.Optional;

/** The API server did not answer what was asked; the message is a sentence for an operator. */
final class Unanswered extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unanswered(String problem) {
    super(problem, null, false, false);
  }

  String problem() {
    return String.valueOf(getMessage());
  }

  /** The object, if there is one. */
  static <T> Optional<T> found(ApiReply<T> reply) {
    return switch (reply) {
      case ApiReply.Ok<T>(var content) -> Optional.of(content);
      case ApiReply.NotFound<T> _ -> Optional.empty();
      case ApiReply.Conflict<T> _ -> throw new Unanswered("the API server answered 409 to a read");
      case ApiReply.Failed<T>(_, var problem) -> throw new Unanswered(problem);
    };
  }

  /** What cannot be missing, a list, say. */
  static <T> T content(ApiReply<T> reply) {
    return found(reply).orElseThrow(() -> new Unanswered("the API server answered 404 to a list"));
  }
}
