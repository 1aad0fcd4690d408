package dev.runtimeagent.compass.graphql;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * An answer's outermost object: {@code data} and {@code errors} of GraphQL, or what the proxies in
 * front of it say (P 0.3).
 *
 * @param hollow what was wrong with the answer, read as far as it could be
 * @param proxyError whether there was a field error of the proxies
 * @param proxyMessage what a proxy said in words
 */
record Envelope<T>(
    Optional<T> data,
    List<GraphqlError> errors,
    Optional<HollowAnswer> hollow,
    boolean proxyError,
    String proxyMessage) {
  private static final String ENDS_TOO_EARLY = "answered JSON that ends too early";

  /** What was read, or why it is no JSON. */
  sealed interface Reading<T> {
    record Read<T>(Envelope<T> envelope) implements Reading<T> {}

    record NotJson<T>(String problem) implements Reading<T> {}
  }

  /** Reads all of {@code body}; exceptions are those of the connection. */
  static <T> Reading<T> read(InputStream body, DataReader<T> data) throws IOException {
    try (var parser = JsonReader.FACTORY.createParser(body)) {
      return read(parser, data);
    } catch (StreamConstraintsException _) {
      return new Reading.NotJson<>("answered JSON that is nested too deeply or has overlong parts");
    } catch (JsonEOFException _) {
      return new Reading.NotJson<>(ENDS_TOO_EARLY);
    } catch (JsonProcessingException | CharConversionException _) {
      // Its message would quote the answer; the second is of what begins like UTF-32 and is none.
      return new Reading.NotJson<>("answered something that is not JSON");
    }
  }

  private static <T> Reading<T> read(JsonParser parser, DataReader<T> data) throws IOException {
    try {
      if (parser.nextToken() == null) {
        return new Reading.NotJson<>("answered nothing");
      }
      var json = new JsonReader(parser);
      var builder = new Builder<T>();
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        builder.read(json, data);
      } else {
        builder.hollow(new HollowAnswer("answered JSON that is no object"));
        json.skip();
      }
      return parser.nextToken() == null
          ? new Reading.Read<>(builder.build())
          : new Reading.NotJson<>("answered more than one JSON value");
    } catch (JsonParseException e) {
      if (!isCutOff(parser)) {
        throw e;
      }
      return new Reading.NotJson<>(ENDS_TOO_EARLY);
    }
  }

  /** Behind a comma and within a word, the parser does not tell the end from a wrong character. */
  private static boolean isCutOff(JsonParser parser) {
    // It lets go of its source at the source's end.
    return !parser.getParsingContext().inRoot() && parser.getInputSource() == null;
  }

  private static final class Builder<T> {
    private Optional<T> data = Optional.empty();
    private List<GraphqlError> errors = List.of();
    private Optional<HollowAnswer> hollow = Optional.empty();
    private boolean proxyError;
    private String proxyMessage = "";

    void read(JsonReader json, DataReader<T> reader) throws IOException {
      var depth = json.depth();
      while (json.nextField()) {
        try {
          switch (json.field()) {
            case "data" -> data = json.isNull() ? Optional.empty() : Optional.of(reader.read(json));
            case "errors" -> errors = json.listOrNull(() -> GraphqlError.read(json));
            case "error" -> proxyError(json);
            case "Message" -> proxyMessage = json.isText() ? json.text() : "";
            default -> json.skip();
          }
        } catch (HollowAnswer e) {
          hollow(e);
        }
        json.leave(depth);
      }
    }

    void hollow(HollowAnswer problem) {
      hollow = hollow.or(() -> Optional.of(problem));
    }

    Envelope<T> build() {
      return new Envelope<>(data, errors, hollow, proxyError, proxyMessage);
    }

    private void proxyError(JsonReader json) throws IOException, HollowAnswer {
      json.startObject();
      proxyError = true;
      while (json.nextField()) {
        if (json.field().equals("message") && json.isText()) {
          proxyMessage = json.text();
        } else {
          json.skip();
        }
      }
    }
  }
}
