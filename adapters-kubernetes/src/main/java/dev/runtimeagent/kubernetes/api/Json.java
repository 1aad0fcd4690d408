package dev.runtimeagent.kubernetes.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.runtimeagent.domain.WellFormed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON text to trees and back, by Jackson's streams. */
final class Json {
  private static final int DEEPEST = 100;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private Json() {}

  /** Reads one object; anything else, also half of one, is an {@link IOException}. */
  static Map<String, @Nullable Object> object(InputStream text) throws IOException {
    return without(Set.of(), text);
  }

  /** As {@link #object}, but leaves out all fields of these names wherever they are. */
  static Map<String, @Nullable Object> without(Set<String> fields, InputStream text)
      throws IOException {
    try (var parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      return mapping(parser, fields);
    }
  }

  static byte[] text(Map<String, ?> tree) {
    var bytes = new ByteArrayOutputStream();
    try (var generator = FACTORY.createGenerator(bytes)) {
      write(generator, tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Map<String, @Nullable Object> mapping(JsonParser parser, Set<String> without)
      throws IOException {
    var mapping = new LinkedHashMap<String, @Nullable Object>();
    for (var key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      if (without.contains(key)) {
        parser.skipChildren();
      } else {
        mapping.put(WellFormed.text(key), value(parser, without));
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("the JSON is cut off");
    }
    return mapping;
  }

  private static List<@Nullable Object> list(JsonParser parser, Set<String> without)
      throws IOException {
    var list = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser, without));
    }
    return list;
  }

  private static @Nullable Object value(JsonParser parser, Set<String> without) throws IOException {
    var token = parser.currentToken();
    if (token == null) {
      throw new IOException("the JSON is cut off");
    }
    return switch (token) {
      case START_OBJECT -> mapping(parser, without);
      case START_ARRAY -> list(parser, without);
      case VALUE_STRING -> WellFormed.text(parser.getText());
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("not JSON");
    };
  }

  private static Double decimal(JsonParser parser) throws IOException {
    var number = parser.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw new IOException("a number that cannot be held");
    }
    return number;
  }

  private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> generator.writeNull();
      case Map<?, ?> mapping -> {
        generator.writeStartObject();
        for (var entry : mapping.entrySet()) {
          generator.writeFieldName(String.valueOf(entry.getKey()));
          write(generator, entry.getValue());
        }
        generator.writeEndObject();
      }
      case List<?> list -> {
        generator.writeStartArray();
        for (var element : list) {
          write(generator, element);
        }
        generator.writeEndArray();
      }
      case Boolean flag -> generator.writeBoolean(flag);
      case Integer number -> generator.writeNumber(number);
      case Long number -> generator.writeNumber(number);
      case BigInteger number -> generator.writeNumber(number);
      case Double number -> generator.writeNumber(number);
      default -> generator.writeString(value.toString());
    }
  }
}
