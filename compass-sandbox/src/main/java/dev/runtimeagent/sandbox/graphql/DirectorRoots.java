package dev.runtimeagent.sandbox.graphql;

import dev.runtimeagent.sandbox.graphql.DirectorFields.NamedApplication;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.ApplicationNames;
import dev.runtimeagent.sandbox.landscape.Bundle;
import dev.runtimeagent.sandbox.landscape.Landscape;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The root fields of the Director: who may ask, and what they see. */
final class DirectorRoots {

  private final Landscape landscape;

  DirectorRoots(Landscape landscape) {
    this.landscape = landscape;
  }

  @Nullable Object field(Director.Call call, String field, DataFetchingEnvironment env) {
    RegisteredRuntime caller =
        call.caller().orElseThrow(() -> ServiceException.scopes(requiredFor(field)));
    return switch (field) {
      case "viewer" -> Map.of("id", caller.id(), "type", "RUNTIME");
      case "runtime" -> inTenant(caller, Arguments.text(env, "id")).orElse(null);
      case "applicationsForRuntime" -> applicationsForRuntime(caller, env);
      case "applications" -> applications(caller, env);
      case "application" -> application(caller, Arguments.text(env, "id"));
      case "apisForApplication" -> definitions(caller, env, Bundle::publicApis);
      case "eventsForApplication" -> definitions(caller, env, Bundle::publicEvents);
      case "setRuntimeLabel" -> setLabel(caller, env);
      case "deleteRuntimeLabel" -> deleteLabel(caller, env);
      default -> null;
    };
  }

  private static String requiredFor(String field) {
    return switch (field) {
      case "runtime", "viewer" -> "runtime:read";
      case "setRuntimeLabel", "deleteRuntimeLabel" -> "runtime:write";
      default -> "application:read";
    };
  }

  private Optional<RegisteredRuntime> inTenant(RegisteredRuntime caller, String id) {
    return landscape.runtime(id).filter(runtime -> runtime.tenant().equals(caller.tenant()));
  }

  private Page applicationsForRuntime(RegisteredRuntime caller, DataFetchingEnvironment env) {
    String id = Arguments.text(env, "runtimeID");
    checkUuid(id);
    RegisteredRuntime runtime =
        inTenant(caller, id).orElseThrow(() -> ServiceException.invalid("runtime does not exist"));
    if (runtime.formations().isEmpty()) {
      return Page.empty();
    }
    Page page = Page.ofListing(landscape.visibleTo(runtime), Arguments.cut(env));
    List<NamedApplication> named =
        page.data().stream()
            .map(Application.class::cast)
            .map(application ->
                new NamedApplication(
                    application, ApplicationNames.forRuntime(application, runtime.labels())))
            .toList();
    return new Page(named, page.startCursor(), page.endCursor(), page.hasNextPage(), page.total());
  }

  private static void checkUuid(String id) {
    try {
      if (id.length() != 36) {
        throw new IllegalArgumentException("invalid UUID length: " + id.length());
      }
      UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ServiceException.internal("while converting runtimeID to UUID: " + e.getMessage());
    }
  }

  private Page applications(RegisteredRuntime caller, DataFetchingEnvironment env) {
    if (caller.formations().isEmpty()) {
      return Page.empty();
    }
    List<NamedApplication> raw =
        landscape.visibleTo(caller).stream()
            .map(application -> new NamedApplication(application, application.name()))
            .toList();
    return Page.ofListing(raw, Arguments.cut(env));
  }

  private @Nullable NamedApplication application(RegisteredRuntime caller, String id) {
    Optional<Application> found = landscape.application(id).filter(each -> isIn(caller, each));
    if (found.isEmpty()) {
      return null;
    }
    if (!landscape.sees(caller, found.get())) {
      throw ServiceException.notAllowed(
          "requesting runtime should be in same scenario as the requested application resource");
    }
    return new NamedApplication(found.get(), found.get().name());
  }

  private boolean isIn(RegisteredRuntime caller, Application application) {
    String tenant = application.tenant() == null ? landscape.defaultTenant() : application.tenant();
    return tenant.equals(caller.tenant());
  }

  private interface Definitions {
    List<?> of(Bundle bundle);
  }

  private @Nullable Page definitions(
      RegisteredRuntime caller, DataFetchingEnvironment env, Definitions definitions) {
    NamedApplication named = application(caller, Arguments.text(env, "appID"));
    if (named == null) {
      return null;
    }
    return Page.nested(
        named.application().bundles().stream()
            .<Object>flatMap(bundle -> definitions.of(bundle).stream())
            .toList(),
        Arguments.cut(env));
  }

  private Map<String, Object> setLabel(RegisteredRuntime caller, DataFetchingEnvironment env) {
    String key = Arguments.text(env, "key");
    Object value = env.getArgument("value");
    LabelRules.check(key, value);
    String id = existing(caller, env);
    landscape.setRuntimeLabel(id, key, Objects.requireNonNull(value));
    return label(id, key);
  }

  private Map<String, Object> deleteLabel(RegisteredRuntime caller, DataFetchingEnvironment env) {
    String key = Arguments.text(env, "key");
    LabelRules.checkKey(key);
    String id = existing(caller, env);
    Map<String, Object> before = label(id, key);
    landscape.removeRuntimeLabel(id, key);
    return before;
  }

  private String existing(RegisteredRuntime caller, DataFetchingEnvironment env) {
    String id = Arguments.text(env, "runtimeID");
    return inTenant(caller, id)
        .orElseThrow(() -> ServiceException.internal("Runtime with ID " + id + " doesn't exist"))
        .id();
  }

  private Map<String, Object> label(String runtimeId, String key) {
    Object stored =
        landscape
            .runtime(runtimeId)
            .map(runtime -> runtime.labels().get(key))
            .orElseThrow(() -> ServiceException.notFound("runtimeLabel"));
    return Map.of("key", key, "value", stored);
  }
}
