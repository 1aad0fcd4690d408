package dev.runtimeagent.compass.graphql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.runtimeagent.compass.http.Words;
import dev.runtimeagent.domain.WellFormed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields an answer must have, as they pass by; whatever is not as it must be is a {@link
 * HollowAnswer} that names its place.
 */
public final class JsonReader {
  /** Answers are hostile input: depth and lengths are limited, size is by the caller. */
  static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxStringLength(32 << 20)
                  .maxNameLength(8192)
                  .maxNumberLength(100)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final JsonParser json;
  private String field = "";

  JsonReader(JsonParser json) {
    this.json = json;
  }

  /** Reads one element of a list, whose first token is the current one. */
  @FunctionalInterface
  public interface Element<T> {
    T read() throws IOException, HollowAnswer;
  }

  /** Enters the object whose first token is the current one. */
  public void startObject() throws HollowAnswer {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw wrong("object");
    }
  }

  /** Whether the current value is {@code null}. */
  public boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Goes on to the next field, its value as the current token, or to the object's end. */
  public boolean nextField() throws IOException {
    var name = json.nextFieldName();
    if (name == null) {
      return false;
    }
    field = WellFormed.text(name);
    json.nextToken();
    return true;
  }

  /** The name of the field that was gone to last. */
  public String field() {
    return field;
  }

  public void skip() throws IOException {
    json.skipChildren();
  }

  public String text() throws IOException, HollowAnswer {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong("string");
    }
    return WellFormed.text(json.getText());
  }

  public Optional<String> optionalText() throws IOException, HollowAnswer {
    return isNull() ? Optional.empty() : Optional.of(text());
  }

  public boolean bool() throws HollowAnswer {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw wrong("boolean");
    };
  }

  /** A count: a number from 0 on that an {@code int} can hold. */
  public int count() throws IOException, HollowAnswer {
    if (!isCount()) {
      throw wrong("count");
    }
    return json.getIntValue();
  }

  boolean isCount() throws IOException {
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() == JsonParser.NumberType.INT
        && json.getIntValue() >= 0;
  }

  public <T> List<T> list(Element<T> element) throws IOException, HollowAnswer {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw wrong("list");
    }
    var elements = new ArrayList<T>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(element.read());
    }
    return elements;
  }

  public <T> List<T> listOrNull(Element<T> element) throws IOException, HollowAnswer {
    return isNull() ? List.of() : list(element);
  }

  /** All fields of an object whose values are read alike; none for {@code null}. */
  public <T> Map<String, T> mapOrNull(Element<T> value) throws IOException, HollowAnswer {
    if (isNull()) {
      return Map.of();
    }
    startObject();
    var map = new LinkedHashMap<String, T>();
    while (nextField()) {
      var name = field;
      map.put(name, value.read());
    }
    return map;
  }

  /** What was read of a field of the object just ended. */
  public <T> T needed(@Nullable T value, String field) throws HollowAnswer {
    if (value == null) {
      throw new HollowAnswer("answered without " + place() + "." + field);
    }
    return value;
  }

  /** Whether the current value is a string. */
  public boolean isText() {
    return json.currentToken() == JsonToken.VALUE_STRING;
  }

  /** The failure of the current value to be a {@code wanted}. */
  public HollowAnswer wrong(String wanted) {
    return isNull()
        ? new HollowAnswer("answered null for " + place())
        : new HollowAnswer("answered something that is no " + wanted + " for " + place());
  }

  /** Goes on to the end of the object that was being read at {@code depth}. */
  void leave(int depth) throws IOException {
    while (json.getParsingContext().getNestingDepth() > depth) {
      if (json.nextToken() == null) {
        return;
      }
    }
  }

  int depth() {
    return json.getParsingContext().getNestingDepth();
  }

  /** Where the parser is, {@code applicationsForRuntime.data[3].id} say, names bounded. */
  private String place() {
    var path = new StringBuilder();
    for (var context = json.getParsingContext();
        context != null && !context.inRoot();
        context = context.getParent()) {
      if (context.inObject() && context.getCurrentName() != null) {
        path.insert(0, "." + Words.bounded(context.getCurrentName(), 40));
      } else if (context.inArray()) {
        path.insert(0, "[" + context.getCurrentIndex() + "]");
      }
    }
    var place = path.isEmpty() ? "" : path.substring(1);
    return place.startsWith("data.") ? place.substring(5) : place;
  }
}
