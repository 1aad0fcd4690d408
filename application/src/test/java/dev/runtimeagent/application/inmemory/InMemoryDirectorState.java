package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.Director.Listing;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Runtimes with tenant and labels, and Applications in pages, by the rules of P 2.5 and 2.9. */
final class InMemoryDirectorState {
  private final Clock clock;
  private final Map<String, String> tenants = new HashMap<>();
  private final Map<String, Map<String, String>> labels = new HashMap<>();
  private final Map<String, Application> applications = new TreeMap<>();

  InMemoryDirectorState(Clock clock) {
    this.clock = clock;
  }

  void register(String runtimeId, String tenant) {
    tenants.put(runtimeId, tenant);
    labels.put(runtimeId, new HashMap<>());
  }

  void unregister(String runtimeId) {
    tenants.remove(runtimeId);
    labels.remove(runtimeId);
  }

  void put(Application application) {
    applications.put(application.id(), application);
  }

  void remove(String applicationId) {
    applications.remove(applicationId);
  }

  void removeAll() {
    applications.clear();
  }

  Map<String, String> labels(String runtimeId) {
    return Map.copyOf(labels.getOrDefault(runtimeId, Map.of()));
  }

  /** How a caller, or its {@code Tenant}, is refused. */
  Optional<CompassReply<Void>> refusal(Optional<String> caller, Optional<String> tenant) {
    if (caller.isEmpty() || tenant.filter(t -> !tenants.containsValue(t)).isPresent()) {
      return Optional.of(
          new NotAuthenticated<>("insufficient scopes provided [actual=; required=]"));
    }
    var own = tenants.getOrDefault(caller.get(), "");
    return tenant
        .filter(t -> !t.equals(own))
        .map(t -> new Failed<>(Failed.Kind.WRONG_TENANT, "Tenant not found", Optional.empty()));
  }

  CompassReply<Listing> applications(String runtimeId, PageRequest page) {
    if (!tenants.containsKey(runtimeId)) {
      return new Failed<>(
          Failed.Kind.UNKNOWN_RUNTIME,
          "Invalid data [reason=runtime does not exist]",
          Optional.empty());
    }
    return paged(
            List.copyOf(applications.values()), page, a -> InMemoryPages.listed(a, page.nested()))
        .map(listed -> answered(new Listing(labels(runtimeId), listed)))
        .orElseGet(InMemoryDirectorState::badPage);
  }

  CompassReply<Page<ListedBundle>> bundles(String applicationId, PageRequest page) {
    return find(applicationId)
        .map(a -> page(a.bundles(), page, b -> InMemoryPages.listed(b, page.nested())))
        .orElseGet(() -> gone("application"));
  }

  /** Those of a bundle's definitions that {@code kind} tells. */
  <T> CompassReply<Page<T>> definitions(
      String applicationId, String bundleId, Function<Bundle, List<T>> kind, PageRequest page) {
    return find(applicationId)
        .flatMap(a -> a.bundles().stream().filter(b -> b.id().equals(bundleId)).findFirst())
        .map(b -> page(kind.apply(b), page, Function.identity()))
        .orElseGet(() -> gone("bundle"));
  }

  CompassReply<String> setLabel(String runtimeId, String key, String value) {
    var mine = labels.get(runtimeId);
    if (mine == null) {
      return graphqlError("Internal Server Error [reason: Runtime doesn't exist]");
    }
    if (!key.matches("[A-Za-z0-9_]{1,256}") || value.isEmpty()) {
      return graphqlError("Invalid data LabelInput");
    }
    mine.put(key, value);
    return answered(value);
  }

  static <T> CompassReply<T> graphqlError(String message) {
    return new Failed<>(Failed.Kind.GRAPHQL_ERRORS, message, Optional.empty());
  }

  private Optional<Application> find(String applicationId) {
    return Optional.ofNullable(applications.get(applicationId));
  }

  private <T, U> CompassReply<Page<U>> page(List<T> all, PageRequest page, Function<T, U> form) {
    return paged(all, page, form).map(this::answered).orElseGet(InMemoryDirectorState::badPage);
  }

  private static <T, U> Optional<Page<U>> paged(
      List<T> all, PageRequest page, Function<T, U> form) {
    return InMemoryPages.offset(page.after())
        .filter(o -> o >= 0 && InMemoryPages.withinLimits(page))
        .map(o -> InMemoryPages.page(all.stream().map(form).toList(), o, page.first()));
  }

  private <T> CompassReply<T> answered(T value) {
    return new Answered<>(value, Optional.of(clock.now()));
  }

  private static <T> CompassReply<T> badPage() {
    return graphqlError("Invalid data [reason=page size or cursor]");
  }

  private static <T> CompassReply<T> gone(String what) {
    return new Failed<>(Failed.Kind.HOLLOW, what + " is null in the answer", Optional.empty());
  }
}
