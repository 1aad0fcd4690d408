package dev.runtimeagent.sandbox.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimeagent.sandbox.landscape.ApiDefinition;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Bundle;
import dev.runtimeagent.sandbox.landscape.BundleAuth;
import dev.runtimeagent.sandbox.landscape.Credential;
import dev.runtimeagent.sandbox.landscape.Document;
import dev.runtimeagent.sandbox.landscape.EventDefinition;
import dev.runtimeagent.sandbox.landscape.Landscape;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import dev.runtimeagent.sandbox.landscape.Spec;
import dev.runtimeagent.sandbox.landscape.SystemAuth;
import dev.runtimeagent.sandbox.landscape.SystemAuths;
import dev.runtimeagent.sandbox.landscape.Version;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every field of the Director's schema says; a field left out here is null. */
final class DirectorFields implements LightDataFetcher<Object> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DirectorRoots roots;
  private final SystemAuths systemAuths;
  private final Instant started;

  DirectorFields(Landscape landscape, SystemAuths systemAuths, Clock clock) {
    this.roots = new DirectorRoots(landscape);
    this.systemAuths = systemAuths;
    this.started = clock.instant();
  }

  /** An Application under the name it is told by. */
  record NamedApplication(Application application, String name) {}

  private record AuthRecord(String id) {}

  private record SpecOf(String ownerId, Spec spec) {}

  private record Csrf(String tokenEndpointUrl) {}

  private record RequestAuth(String csrfTokenUrl) {}

  @Override
  public @Nullable Object get(DataFetchingEnvironment env) {
    return get(env.getFieldDefinition(), Objects.requireNonNull(env.getSource()), () -> env);
  }

  @Override
  public @Nullable Object get(
      GraphQLFieldDefinition definition,
      Object source,
      Supplier<DataFetchingEnvironment> environment) {
    String field = definition.getName();
    return switch (source) {
      case ApiDefinition api -> api(api, field);
      case EventDefinition event -> event(event, field);
      case Version version -> version(version, field);
      case Bundle bundle -> bundle(bundle, field, environment.get());
      case NamedApplication named ->
          application(named.application(), named.name(), field, environment.get());
      case Page page -> page(page, field);
      case BundleAuth auth -> auth(auth, field);
      case Credential credential -> credential(credential, field);
      case RequestAuth request -> field.equals("csrf") ? new Csrf(request.csrfTokenUrl()) : null;
      case Csrf csrf -> field.equals("tokenEndpointURL") ? csrf.tokenEndpointUrl() : null;
      case RegisteredRuntime runtime -> runtime(runtime, field, environment.get());
      case SpecOf spec -> spec(spec, field);
      case Document document -> document(document, field);
      // The auth of an Application is hidden from Runtimes, its id is not.
      case AuthRecord auth -> field.equals("id") ? auth.id() : null;
      case Map<?, ?> map -> map.get(field);
      case Director.Call call -> roots.field(call, field, environment.get());
      default -> null;
    };
  }

  private @Nullable Object application(
      Application application, String name, String field, DataFetchingEnvironment env) {
    return switch (field) {
      case "id" -> application.id();
      case "name" -> name;
      case "providerName" -> application.providerName();
      case "description" -> application.description();
      case "systemNumber" -> application.systemNumber();
      case "localTenantID" -> application.localTenantId();
      case "baseUrl" -> application.baseUrl();
      case "healthCheckURL" -> application.healthCheckUrl();
      case "labels" -> labels(application.effectiveLabels(), env);
      case "status" -> status(application.condition(), started);
      case "auths" -> application.auths().stream().map(AuthRecord::new).toList();
      case "createdAt", "updatedAt" -> timestamp(started);
      case "bundles" -> Page.nested(application.bundles(), Arguments.sharedCut(env));
      case "bundle" -> application.bundle(Arguments.text(env, "id")).orElse(null);
      case "apiDefinition" ->
          application.bundles().stream()
              .flatMap(bundle -> bundle.publicApis().stream())
              .filter(api -> api.id().equals(Arguments.text(env, "id")))
              .findFirst()
              .orElse(null);
      case "eventDefinition" ->
          application.bundles().stream()
              .flatMap(bundle -> bundle.publicEvents().stream())
              .filter(event -> event.id().equals(Arguments.text(env, "id")))
              .findFirst()
              .orElse(null);
      default -> null;
    };
  }

  private static @Nullable Object bundle(Bundle bundle, String field, DataFetchingEnvironment env) {
    return switch (field) {
      case "id" -> bundle.id();
      case "name" -> bundle.name();
      case "description" -> bundle.description();
      case "instanceAuthRequestInputSchema" -> bundle.inputSchema();
      case "defaultInstanceAuth" -> bundle.auth();
      case "instanceAuths", "correlationIDs" -> List.of();
      case "apiDefinitions" ->
          Page.nested(
              Arguments.ofGroup(env, bundle.publicApis(), ApiDefinition::group),
              Arguments.sharedCut(env));
      case "eventDefinitions" ->
          Page.nested(
              Arguments.ofGroup(env, bundle.publicEvents(), EventDefinition::group),
              Arguments.sharedCut(env));
      case "documents" -> Page.nested(bundle.documents(), Arguments.sharedCut(env));
      case "apiDefinition" ->
          Arguments.byId(env, bundle.publicApis(), ApiDefinition::id).orElse(null);
      case "eventDefinition" ->
          Arguments.byId(env, bundle.publicEvents(), EventDefinition::id).orElse(null);
      case "document" -> Arguments.byId(env, bundle.documents(), Document::id).orElse(null);
      default -> null;
    };
  }

  private @Nullable Object api(ApiDefinition api, String field) {
    return switch (field) {
      case "id" -> api.id();
      case "name" -> api.name();
      case "description" -> api.description();
      case "targetURL" -> api.targetUrl();
      case "group" -> api.group();
      case "version" -> api.version();
      case "spec" -> api.spec() == null ? null : new SpecOf(api.id(), api.spec());
      case "created_at", "updated_at" -> timestamp(started);
      default -> null;
    };
  }

  private @Nullable Object event(EventDefinition event, String field) {
    return switch (field) {
      case "id" -> event.id();
      case "name" -> event.name();
      case "description" -> event.description();
      case "group" -> event.group();
      case "version" -> event.version();
      case "spec" -> event.spec() == null ? null : new SpecOf(event.id(), event.spec());
      case "createdAt", "updatedAt" -> timestamp(started);
      default -> null;
    };
  }

  private static @Nullable Object version(Version version, String field) {
    return switch (field) {
      case "value" -> version.value();
      case "deprecated" -> version.deprecated();
      case "deprecatedSince" -> version.deprecatedSince();
      case "forRemoval" -> version.forRemoval();
      default -> null;
    };
  }

  private static @Nullable Object page(Page page, String field) {
    return switch (field) {
      case "data" -> page.data();
      case "totalCount" -> page.total();
      case "pageInfo" ->
          Map.of(
              "startCursor", page.startCursor(),
              "endCursor", page.endCursor(),
              "hasNextPage", page.hasNextPage());
      default -> null;
    };
  }

  private static @Nullable Object auth(BundleAuth auth, String field) {
    return switch (field) {
      case "credential" -> auth.credential();
      case "requestAuth" ->
          auth.csrfTokenUrl() == null ? null : new RequestAuth(auth.csrfTokenUrl());
      case "additionalHeaders" -> nullIfEmpty(auth.headers());
      case "additionalHeadersSerialized" -> serialized(auth.headers());
      case "additionalQueryParams" -> nullIfEmpty(auth.queryParameters());
      case "additionalQueryParamsSerialized" -> serialized(auth.queryParameters());
      default -> null;
    };
  }

  private static @Nullable Object nullIfEmpty(Map<String, List<String>> values) {
    return values.isEmpty() ? null : values;
  }

  private static @Nullable Object serialized(Map<String, List<String>> values) {
    try {
      return values.isEmpty() ? null : JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are no JSON", e);
    }
  }

  private static @Nullable Object credential(Credential credential, String field) {
    return switch (credential) {
      case Credential.Basic(String username, String password) ->
          switch (field) {
            case "username" -> username;
            case "password" -> password;
            default -> null;
          };
      case Credential.OAuth(String clientId, String clientSecret, String url) ->
          switch (field) {
            case "clientId" -> clientId;
            case "clientSecret" -> clientSecret;
            case "url" -> url;
            default -> null;
          };
      case Credential.CertificateOAuth(String clientId, String certificate, String url) ->
          switch (field) {
            case "clientId" -> clientId;
            case "certificate" -> certificate;
            case "url" -> url;
            default -> null;
          };
    };
  }

  private static @Nullable Object spec(SpecOf spec, String field) {
    return switch (field) {
      case "id" -> spec.ownerId();
      case "data" -> spec.spec().data();
      case "format" -> spec.spec().format();
      case "type" -> spec.spec().type();
      default -> null;
    };
  }

  private static @Nullable Object document(Document document, String field) {
    return switch (field) {
      case "id" -> document.id();
      case "title" -> document.title();
      case "displayName" -> document.displayName();
      case "description" -> document.description();
      case "format" -> document.format();
      case "kind" -> document.kind();
      case "data" -> document.data();
      default -> null;
    };
  }

  private @Nullable Object runtime(
      RegisteredRuntime runtime, String field, DataFetchingEnvironment env) {
    return switch (field) {
      case "id" -> runtime.id();
      case "name" -> runtime.name();
      case "metadata" -> Map.of("creationTimestamp", timestamp(started));
      case "status" -> status(runtime.condition(), runtime.conditionAt());
      case "labels" -> labels(labelsOf(runtime), env);
      case "auths" ->
          systemAuths.of(runtime.id()).stream().map(SystemAuth::id).map(AuthRecord::new).toList();
      default -> null;
    };
  }

  private static Map<String, Object> labelsOf(RegisteredRuntime runtime) {
    Map<String, Object> labels = new LinkedHashMap<>();
    runtime
        .labels()
        .forEach((key, value) -> {
          if (!LabelRules.isProtected(key)) {
            labels.put(key, value);
          }
        });
    if (!runtime.formations().isEmpty()) {
      labels.put("scenarios", List.copyOf(new TreeSet<>(runtime.formations())));
    }
    return labels;
  }

  private static Map<String, Object> labels(Map<String, Object> all, DataFetchingEnvironment env) {
    Optional<String> key = Optional.ofNullable(env.getArgument("key"));
    if (key.isEmpty()) {
      return all;
    }
    Map<String, Object> one = new HashMap<>();
    Object value = all.get(key.get());
    if (value != null) {
      one.put(key.get(), value);
    }
    return one;
  }

  private static Map<String, Object> status(String condition, Instant at) {
    return Map.of("condition", condition, "timestamp", timestamp(at));
  }

  private static String timestamp(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
