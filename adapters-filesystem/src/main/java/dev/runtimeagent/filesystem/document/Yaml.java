package dev.runtimeagent.filesystem.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.runtimeagent.domain.WellFormed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * YAML text to trees and back, by Jackson's streams: a tree needs no binding, and a start-up
 * without it is shorter.
 */
public final class Yaml {
  /**
   * The largest file that is read, in bytes: what the agent itself writes stays far below, and its
   * heap holds several times as much.
   */
  public static final int LARGEST = 16 * 1024 * 1024;

  /** Of a line, in characters: the time to read an unbroken text grows with its square. */
  private static final int LONGEST_LINE = 4 * 1024 * 1024;

  private static final int DEEPEST = 100;

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .loaderOptions(loaderOptions())
          .stringQuotingChecker(new PlainWords())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LARGEST)
                  .build())
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.ALLOW_LONG_KEYS)
          .build();

  private Yaml() {}

  /** Reads one document, which must be a mapping. */
  public static Map<String, @Nullable Object> parse(byte[] text) throws MalformedYaml {
    try (var parser = FACTORY.createParser(new StringReader(decoded(text)))) {
      var first = parser.nextToken();
      if (first == null) {
        throw new MalformedYaml("is empty");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new MalformedYaml("is not a mapping of keys to values");
      }
      var document = mapping(parser);
      if (parser.nextToken() != null) {
        throw new MalformedYaml("holds more than one document");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw new MalformedYaml("is not valid YAML" + place(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a tree. */
  public static byte[] text(Map<String, ?> tree) {
    var bytes = new ByteArrayOutputStream();
    try (var generator = FACTORY.createGenerator(bytes)) {
      write(generator, tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String decoded(byte[] text) throws MalformedYaml {
    try {
      var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      if (text.length > LONGEST_LINE
          && decoded.lines().anyMatch(line -> line.length() > LONGEST_LINE)) {
        throw new MalformedYaml("has a line of more than " + LONGEST_LINE + " characters");
      }
      return decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded;
    } catch (CharacterCodingException _) {
      throw new MalformedYaml("is not UTF-8 text");
    }
  }

  private static Map<String, @Nullable Object> mapping(YAMLParser parser)
      throws IOException, MalformedYaml {
    Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var key = WellFormed.text(parser.currentName());
      var place = parser.currentTokenLocation();
      var value = value(parser, parser.nextToken());
      if (mapping.containsKey(key)) {
        throw new MalformedYaml("has a key twice" + place(place));
      }
      mapping.put(key, value);
    }
    return mapping;
  }

  private static List<@Nullable Object> sequence(YAMLParser parser)
      throws IOException, MalformedYaml {
    var sequence = new ArrayList<@Nullable Object>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      sequence.add(value(parser, token));
    }
    return sequence;
  }

  private static @Nullable Object value(YAMLParser parser, JsonToken token)
      throws IOException, MalformedYaml {
    if (parser.isCurrentAlias()) {
      throw new MalformedYaml(
          "uses an alias, which is not supported" + place(parser.currentTokenLocation()));
    }
    return switch (token) {
      case START_OBJECT -> mapping(parser);
      case START_ARRAY -> sequence(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      default -> WellFormed.text(parser.getText());
    };
  }

  /** What no double holds, or is no number at all, stays as it is written. */
  private static Object decimal(YAMLParser parser) throws IOException {
    var number = parser.getDoubleValue();
    return Double.isFinite(number) ? (Object) number : parser.getText();
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
      case Iterable<?> sequence -> {
        generator.writeStartArray();
        for (var item : sequence) {
          write(generator, item);
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

  private static String place(@Nullable JsonLocation place) {
    return place == null
        ? ""
        : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
  }

  private static LoaderOptions loaderOptions() {
    var options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    options.setNestingDepthLimit(DEEPEST);
    return options;
  }
}
