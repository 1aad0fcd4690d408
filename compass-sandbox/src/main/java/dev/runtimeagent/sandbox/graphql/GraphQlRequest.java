package dev.runtimeagent.sandbox.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimeagent.sandbox.http.HttpRequest;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GraphQL request out of an HTTP request.
 *
 * @param readable whether the body was JSON with a textual query
 */
public record GraphQlRequest(
    boolean readable, String query, Optional<String> operationName, Map<String, Object> variables) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KNOWN_QUERIES = 500;
  private static final Map<String, Outline> OUTLINES = new ConcurrentHashMap<>();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  /**
   * Texts first, so that parentheses inside them stay. Possessive, since a text may be a whole
   * signing request, and each step that could be taken back costs stack.
   */
  private static final Pattern EMPTY_ARGUMENTS =
      Pattern.compile("(\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\]++)*+\")|\\(\\s*\\)", Pattern.DOTALL);

  private static final GraphQlRequest UNREADABLE =
      new GraphQlRequest(false, "", Optional.empty(), Map.of());

  /** Reads the body of a POST or the parameters of a GET. */
  public static GraphQlRequest read(HttpRequest request) {
    try {
      return request.method().equals("GET")
          ? ofParameters(request.queryParameters())
          : ofBody(JSON.readTree(request.body()));
    } catch (IOException | IllegalArgumentException _) {
      return UNREADABLE;
    }
  }

  private static GraphQlRequest ofParameters(Map<String, String> parameters)
      throws JsonProcessingException {
    String variables = parameters.getOrDefault("variables", "");
    return new GraphQlRequest(
        true,
        parameters.getOrDefault("query", ""),
        Optional.ofNullable(parameters.get("operationName")),
        variables.isEmpty() ? Map.of() : JSON.readValue(variables, OBJECT));
  }

  private static GraphQlRequest ofBody(JsonNode body) {
    JsonNode query = body.path("query");
    if (!body.isObject() || !(query.isTextual() || query.isMissingNode() || query.isNull())) {
      return UNREADABLE;
    }
    JsonNode variables = body.path("variables");
    return new GraphQlRequest(
        true,
        query.asText(""),
        Optional.of(body.path("operationName").asText("")).filter(name -> !name.isEmpty()),
        variables.isObject() ? JSON.convertValue(variables, OBJECT) : Map.of());
  }

  /** The query without empty argument lists, which are not legal but were sent (P 0.3). */
  public GraphQlRequest withoutEmptyArguments() {
    String cleaned =
        EMPTY_ARGUMENTS
            .matcher(query)
            .replaceAll(m -> m.group(1) == null ? "" : Matcher.quoteReplacement(m.group(1)));
    return new GraphQlRequest(readable, cleaned, operationName, variables);
  }

  /** The name of the operation: the one asked for, or that of the only one. */
  public Optional<String> name() {
    return operationName.or(() -> outline().name());
  }

  /** Names of the root fields; empty if the query does not parse. */
  public List<String> rootFields() {
    return outline().rootFields();
  }

  private record Outline(Optional<String> name, List<String> rootFields) {}

  private Outline outline() {
    String text = withoutEmptyArguments().query();
    Outline known = OUTLINES.get(text);
    if (known != null) {
      return known;
    }
    Outline found = outlineOf(text);
    if (OUTLINES.size() >= KNOWN_QUERIES) {
      OUTLINES.clear();
    }
    OUTLINES.put(text, found);
    return found;
  }

  private static Outline outlineOf(String text) {
    List<String> fields = new ArrayList<>();
    Optional<String> name = Optional.empty();
    try {
      for (OperationDefinition operation :
          Parser.parse(text).getDefinitionsOfType(OperationDefinition.class)) {
        name = Optional.ofNullable(operation.getName());
        for (Selection<?> selection : operation.getSelectionSet().getSelections()) {
          if (selection instanceof Field field) {
            fields.add(field.getName());
          }
        }
      }
    } catch (InvalidSyntaxException _) {
      return new Outline(Optional.empty(), List.of());
    }
    return new Outline(name, List.copyOf(fields));
  }
}
