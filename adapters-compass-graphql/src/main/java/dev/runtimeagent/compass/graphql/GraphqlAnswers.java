package dev.runtimeagent.compass.graphql;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.CompassReply.Unsent;
import dev.runtimeagent.compass.http.Answer;
import dev.runtimeagent.compass.http.Words;
import dev.runtimeagent.domain.SecretText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decides whether an HTTP answer is one: status 200 and JSON and no {@code errors} and all that is
 * needed (P 4.2 rule 1). Everything else is a failure of its own kind.
 *
 * @param secrets what was sent and must not come back in a message
 */
public record GraphqlAnswers<T>(
    DataReader<T> data, GraphqlDialect dialect, List<SecretText> secrets)
    implements Answer.Reader<T> {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;

  /** How much is read of an answer that is none, for its message. */
  private static final int ERROR_BYTES = 64 << 10;

  private static final int LONGEST_MESSAGES = 600;

  public GraphqlAnswers {
    secrets = List.copyOf(secrets);
  }

  @Override
  public CompassReply<T> read(Answer answer) throws IOException {
    var status = answer.status();
    if (status == OK) {
      return answered(answer);
    }
    if (status >= 300 && status < 400) {
      return failed(
          answer,
          Failed.Kind.REDIRECTED,
          "redirected" + answer.location().map(l -> " to " + l).orElse("") + ", HTTP " + status);
    }
    if (status == TOO_MANY_REQUESTS) {
      return failed(answer, Failed.Kind.RATE_LIMITED, "asked to slow down, HTTP " + status);
    }
    var body = answer.body().readNBytes(ERROR_BYTES);
    if (status == BAD_REQUEST && body.length == 0 && dialect.refusesByEmptyBadRequest()) {
      return new NotAuthenticated<>(answer.host() + " " + dialect.refusal() + " (HTTP 400)");
    }
    return switch (Envelope.<Object>read(new ByteArrayInputStream(body), GraphqlAnswers::skip)) {
      case Envelope.Reading.Read<Object>(var envelope) -> refused(answer, envelope);
      case Envelope.Reading.NotJson<Object> _ -> serverError(answer, "");
    };
  }

  private CompassReply<T> answered(Answer answer) throws IOException {
    return switch (Envelope.read(answer.body(), data)) {
      case Envelope.Reading.NotJson<T>(var problem) ->
          failed(answer, Failed.Kind.NOT_JSON, problem);
      case Envelope.Reading.Read<T>(var envelope) -> {
        if (!envelope.errors().isEmpty()) {
          yield errors(answer, envelope.errors());
        }
        if (envelope.hollow().isPresent()) {
          var hollow = envelope.hollow().get();
          yield failed(answer, hollow.kind(), hollow.problem());
        }
        yield envelope
            .data()
            .<CompassReply<T>>map(value -> new Answered<>(value, answer.date()))
            .orElseGet(
                () -> failed(answer, Failed.Kind.HOLLOW, "answered neither data nor errors"));
      }
    };
  }

  /** An answer of another status than 200 that is JSON. */
  private CompassReply<T> refused(Answer answer, Envelope<?> envelope) {
    if (!envelope.errors().isEmpty() && answer.status() < 500) {
      return errors(answer, envelope.errors());
    }
    if (answer.status() == NOT_FOUND && envelope.proxyError()) {
      return new Unsent<>(
          Unsent.Reason.NO_SUCH_SERVICE,
          answer.host() + " has no such service: check the URL's path (HTTP 404)");
    }
    return serverError(
        answer,
        envelope.errors().isEmpty() ? envelope.proxyMessage() : messages(envelope.errors()));
  }

  private CompassReply<T> errors(Answer answer, List<GraphqlError> errors) {
    var meaning =
        errors.stream()
            .map(dialect::meaning)
            .min(Comparator.naturalOrder())
            .orElse(ErrorMeaning.OTHER);
    var text = "answered: " + messages(errors);
    return switch (meaning) {
      case NOT_AUTHENTICATED ->
          new NotAuthenticated<>(answer.host() + " " + dialect.refusal() + " (it " + text + ")");
      case WRONG_TENANT -> failed(answer, Failed.Kind.WRONG_TENANT, text);
      case SCOPES_MISSING -> failed(answer, Failed.Kind.SCOPES_MISSING, text);
      case UNKNOWN_RUNTIME -> failed(answer, Failed.Kind.UNKNOWN_RUNTIME, text);
      case OTHER -> failed(answer, Failed.Kind.GRAPHQL_ERRORS, text);
    };
  }

  /** All messages, in an order that does not depend on the server's. */
  private String messages(List<GraphqlError> errors) {
    return Words.bounded(
        errors.stream()
            .map(e -> shown(e.message()))
            .filter(m -> !m.isEmpty())
            .distinct()
            .sorted()
            .collect(Collectors.joining("; ")),
        LONGEST_MESSAGES);
  }

  private String shown(String message) {
    var text = message;
    for (var secret : secrets) {
      if (!secret.isEmpty()) {
        text = text.replace(secret.reveal(), secret.toString());
      }
    }
    return Words.steady(text);
  }

  private CompassReply<T> serverError(Answer answer, String message) {
    var shown = shown(message);
    return failed(
        answer,
        Failed.Kind.SERVER_ERROR,
        "answered HTTP " + answer.status() + (shown.isEmpty() ? "" : ": " + shown));
  }

  private CompassReply<T> failed(Answer answer, Failed.Kind kind, String what) {
    return new Failed<>(kind, answer.host() + " " + what, answer.retryAfter());
  }

  private static Object skip(JsonReader json) throws IOException {
    json.skip();
    return "";
  }
}
