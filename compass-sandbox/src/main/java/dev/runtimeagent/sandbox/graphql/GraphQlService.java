package dev.runtimeagent.sandbox.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimeagent.sandbox.http.HttpAnswer;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLScalarType;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One GraphQL server: executes requests on a schema and frames the answers as Compass does. */
final class GraphQlService {

  private static final Logger log = LoggerFactory.getLogger(GraphQlService.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KNOWN_QUERIES = 500;

  private final GraphQL graphql;
  private final boolean typedErrors;
  private final Map<String, PreparsedDocumentEntry> documents = new ConcurrentHashMap<>();

  /**
   * A server of the schema in that resource, with one fetcher for every field.
   *
   * @param typedErrors whether errors carry name and code
   */
  GraphQlService(
      String schemaResource,
      DataFetcher<?> fetcher,
      Map<String, TypeResolver> resolvers,
      boolean typedErrors) {
    this.typedErrors = typedErrors;
    TypeDefinitionRegistry types = new SchemaParser().parse(read(schemaResource));
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
    for (ObjectTypeDefinition type : types.getTypes(ObjectTypeDefinition.class)) {
      wiring.type(type.getName(), fields -> fields.defaultDataFetcher(fetcher));
    }
    for (String name : types.scalars().keySet()) {
      if (!ScalarInfo.isGraphqlSpecifiedScalar(name)) {
        wiring.scalar(GraphQLScalarType.newScalar().name(name).coercing(new FreeScalar()).build());
      }
    }
    resolvers.forEach((name, resolver) -> wiring.type(name, type -> type.typeResolver(resolver)));
    DataFetcherExceptionHandler handler = this::handle;
    this.graphql =
        GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(types, wiring.build()))
            .queryExecutionStrategy(new AsyncExecutionStrategy(handler))
            .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(handler))
            .preparsedDocumentProvider((input, parse) -> {
              if (documents.size() >= KNOWN_QUERIES) {
                documents.clear();
              }
              return CompletableFuture.completedFuture(
                  documents.computeIfAbsent(input.getQuery(), _ -> parse.apply(input)));
            })
            .build();
  }

  private static String read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(
            GraphQlService.class.getResourceAsStream(resource), "missing resource " + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Executes the request; {@code call} is the source of every root field. */
  HttpAnswer execute(GraphQlRequest request, Object call, boolean shuffleErrors) {
    ExecutionResult result =
        graphql.execute(
            ExecutionInput.newExecutionInput(request.query())
                .operationName(request.operationName().orElse(""))
                .variables(request.variables())
                .root(call)
                .build());
    boolean invalid =
        !result.isDataPresent()
            || result.getErrors().stream()
                .anyMatch(error -> error.getErrorType() == ErrorType.OperationNotSupported);
    List<Map<String, Object>> errors = new ArrayList<>();
    for (GraphQLError error : result.getErrors()) {
      errors.add(invalid ? requestError(error) : fieldError(error));
    }
    if (shuffleErrors) {
      Collections.shuffle(errors);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    body.put("data", invalid ? null : result.getData());
    return frame(invalid ? 422 : 200, body);
  }

  private Map<String, Object> requestError(GraphQLError error) {
    Map<String, Object> element = new LinkedHashMap<>();
    String message = String.valueOf(error.getMessage());
    if (typedErrors) {
      ServiceException internal = ServiceException.internal(message);
      element.put("message", internal.getMessage());
      element.put("extensions", extensions(ServiceException.Kind.INTERNAL_ERROR));
      return element;
    }
    element.put("message", message);
    if (error.getLocations() != null) {
      element.put(
          "locations",
          error.getLocations().stream()
              .map(place -> Map.of("line", place.getLine(), "column", place.getColumn()))
              .toList());
    }
    String code =
        error.getErrorType() == ErrorType.InvalidSyntax
            ? "GRAPHQL_PARSE_FAILED"
            : "GRAPHQL_VALIDATION_FAILED";
    element.put("extensions", Map.of("code", code));
    return element;
  }

  private static Map<String, Object> fieldError(GraphQLError error) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("message", error.getMessage());
    if (error.getPath() != null && !error.getPath().isEmpty()) {
      element.put("path", error.getPath());
    }
    if (error.getExtensions() != null && !error.getExtensions().isEmpty()) {
      element.put("extensions", error.getExtensions());
    }
    return element;
  }

  private CompletableFuture<DataFetcherExceptionHandlerResult> handle(
      DataFetcherExceptionHandlerParameters parameters) {
    ServiceException failure;
    if (parameters.getException() instanceof ServiceException known) {
      failure = known;
    } else {
      log.atError().setCause(parameters.getException()).log("field failed");
      failure = ServiceException.internal("the sandbox failed");
    }
    GraphqlErrorBuilder<?> error =
        GraphqlErrorBuilder.newError()
            .message("%s", failure.getMessage())
            .path(parameters.getPath());
    failure.kind().ifPresent(kind -> error.extensions(extensions(kind)));
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult().error(error.build()).build());
  }

  private static Map<String, Object> extensions(ServiceException.Kind kind) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put("error", kind.text());
    extensions.put("error_code", kind.code());
    return extensions;
  }

  /** An error in place of any execution, as the Director's middleware gives it. */
  static HttpAnswer failed(int status, ServiceException failure) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("message", failure.getMessage());
    failure.kind().ifPresent(kind -> element.put("extensions", extensions(kind)));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("errors", List.of(element));
    body.put("data", null);
    return frame(status, body);
  }

  private static HttpAnswer frame(int status, Map<String, Object> body) {
    try {
      return HttpAnswer.json(status, JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is no JSON", e);
    }
  }
}
