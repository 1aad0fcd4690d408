package dev.runtimeagent.sandbox.program;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.runtimeagent.sandbox.landscape.Application;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** The sandbox's documents in YAML and JSON. */
final class Documents {

  static final ObjectMapper JSON = configured(new ObjectMapper());
  private static final ObjectMapper YAML =
      configured(
          new ObjectMapper(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .build()));

  private Documents() {}

  private static ObjectMapper configured(ObjectMapper mapper) {
    SimpleModule instants = new SimpleModule();
    instants.addSerializer(Instant.class, new ToStringSerializer(Instant.class));
    instants.addDeserializer(Instant.class, new InstantReader());
    mapper.disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
    return mapper.registerModule(instants);
  }

  private static final class InstantReader extends FromStringDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    private InstantReader() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context) {
      return Instant.parse(value);
    }
  }

  /** Reads an Application; without an id of its own it gets {@code defaultId}. */
  static Application application(String yaml, String defaultId) throws IOException {
    JsonNode tree = YAML.readTree(yaml);
    if (!(tree instanceof ObjectNode object)) {
      throw new IOException("the file holds no application");
    }
    if (!object.hasNonNull("id")) {
      object.put("id", defaultId);
    }
    return application(object);
  }

  static Application application(JsonNode tree) throws IOException {
    return JSON.treeToValue(tree, Application.class);
  }

  static String yaml(Map<String, ?> document) throws IOException {
    return YAML.writeValueAsString(document);
  }

  /** What is wrong and where, without quoting values, which may be secrets. */
  static String complaint(IOException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          "the field \"" + place(unknown) + "\" is not known here";
      case ValueInstantiationException refused ->
          (refused.getPath().isEmpty() ? "" : "in " + place(refused) + ": ")
              + (refused.getCause() == null ? "not usable" : refused.getCause().getMessage());
      case JsonMappingException mapping when !mapping.getPath().isEmpty() ->
          "what stands at " + place(mapping) + " is of the wrong kind";
      case JsonMappingException _ -> "the document is of the wrong kind";
      case JsonProcessingException syntax -> {
        String first = String.valueOf(syntax.getOriginalMessage()).lines().findFirst().orElse("");
        JsonLocation at = syntax.getLocation();
        yield at == null
            ? first
            : first + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ')';
      }
      default -> String.valueOf(e.getMessage());
    };
  }

  /** The way to a field, such as {@code bundles.0.auth}. */
  private static String place(JsonMappingException e) {
    return e.getPath().stream()
        .map(step ->
            step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
        .collect(Collectors.joining("."));
  }
}
