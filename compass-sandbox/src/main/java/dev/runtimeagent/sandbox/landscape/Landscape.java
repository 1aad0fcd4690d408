package dev.runtimeagent.sandbox.landscape;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Tenants, Runtimes and Applications, and what a Runtime sees of them (P 2.6); safe for threads.
 */
public final class Landscape {

  private static final String INITIAL = "INITIAL";
  private static final String CONNECTED = "CONNECTED";

  private final Clock clock;
  private final String defaultTenant;
  private final Runnable onRegistryChange;
  private final Set<String> tenants = new TreeSet<>();
  private final Map<String, RegisteredRuntime> runtimes = new TreeMap<>();
  private final TreeMap<String, Application> applications = new TreeMap<>();
  private final Map<String, Set<String>> hideSelectors = new HashMap<>();

  /**
   * A landscape with one tenant and nothing in it.
   *
   * @param onRegistryChange told of every change of tenants and Runtimes, Applications aside
   */
  public Landscape(Clock clock, String defaultTenant, Runnable onRegistryChange) {
    this.clock = clock;
    this.defaultTenant = defaultTenant;
    this.onRegistryChange = onRegistryChange;
    tenants.add(defaultTenant);
  }

  public String defaultTenant() {
    return defaultTenant;
  }

  /** Adds an external tenant id that owns nothing yet. */
  public void addTenant(String tenant) {
    synchronized (this) {
      tenants.add(tenant);
    }
    onRegistryChange.run();
  }

  public synchronized Set<String> tenants() {
    return Set.copyOf(tenants);
  }

  /** Registers a Runtime of the default tenant and formation with a new id. */
  public RegisteredRuntime registerRuntime(String name) {
    return registerRuntime(
        UUID.randomUUID().toString(), name, defaultTenant, Set.of("default"), Map.of());
  }

  /** Registers a Runtime; its label {@code isNormalized} becomes "true" unless given. */
  public RegisteredRuntime registerRuntime(
      String id, String name, String tenant, Set<String> formations, Map<String, Object> labels) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("isNormalized", "true");
    all.putAll(labels);
    RegisteredRuntime runtime =
        new RegisteredRuntime(id, name, tenant, formations, all, INITIAL, clock.instant());
    restore(runtime);
    onRegistryChange.run();
    return runtime;
  }

  /** Puts a Runtime back as it was known before a restart. */
  public synchronized void restore(RegisteredRuntime runtime) {
    tenants.add(runtime.tenant());
    runtimes.put(runtime.id(), runtime);
  }

  public synchronized Optional<RegisteredRuntime> runtime(String id) {
    return Optional.ofNullable(runtimes.get(id));
  }

  public synchronized List<RegisteredRuntime> runtimes() {
    return List.copyOf(runtimes.values());
  }

  /** Removes a Runtime, and tells whether there was one. */
  public boolean unregisterRuntime(String id) {
    boolean removed;
    synchronized (this) {
      removed = runtimes.remove(id) != null;
    }
    onRegistryChange.run();
    return removed;
  }

  /** Lets a Runtime take part in exactly these formations. */
  public void assignFormations(String runtimeId, Set<String> formations) {
    change(runtimeId, runtime -> runtime.withFormations(formations));
  }

  /** Sets a label past all checks. */
  public void setRuntimeLabel(String runtimeId, String key, Object value) {
    change(runtimeId, runtime -> runtime.withLabel(key, value));
  }

  /** Removes a label past all checks. */
  public void removeRuntimeLabel(String runtimeId, String key) {
    change(runtimeId, runtime -> runtime.withoutLabel(key));
  }

  /** Notes an authenticated Director call of the Runtime (P 2.10). */
  public void runtimeCalled(String runtimeId, boolean speaksOfBundles) {
    Optional<RegisteredRuntime> known = runtime(runtimeId);
    if (known.isEmpty()) {
      return;
    }
    RegisteredRuntime runtime = known.get();
    if (!runtime.condition().equals(CONNECTED)) {
      change(runtimeId, r -> r.withCondition(CONNECTED, clock.instant()));
    }
    if (speaksOfBundles && !"true".equals(runtime.labels().get("useBundles"))) {
      change(runtimeId, r -> r.withLabel("useBundles", "true"));
    }
  }

  private void change(String runtimeId, UnaryOperator<RegisteredRuntime> how) {
    synchronized (this) {
      runtimes.computeIfPresent(runtimeId, (_, runtime) -> how.apply(runtime));
    }
    onRegistryChange.run();
  }

  /** Adds the Application, or replaces the one of the same id. */
  public synchronized void put(Application application) {
    applications.put(application.id(), application);
  }

  /** Adds or replaces all of them at one instant. */
  public synchronized void putAll(Collection<Application> more) {
    more.forEach(application -> applications.put(application.id(), application));
  }

  /** Adds, replaces and removes at one instant. */
  public synchronized void replace(Collection<String> goneIds, Collection<Application> more) {
    goneIds.forEach(applications::remove);
    more.forEach(application -> applications.put(application.id(), application));
  }

  /** Removes the Application of that id, and tells whether there was one. */
  public synchronized boolean remove(String applicationId) {
    return applications.remove(applicationId) != null;
  }

  /** Removes all Applications. */
  public synchronized void clear() {
    applications.clear();
  }

  public synchronized Optional<Application> application(String id) {
    return Optional.ofNullable(applications.get(id));
  }

  /** All Applications in ascending order of id. */
  public synchronized List<Application> applications() {
    return List.copyOf(applications.values());
  }

  /** Hides from Runtimes the Applications whose label has one of these values. */
  public synchronized void hide(String labelKey, Set<String> values) {
    hideSelectors.put(labelKey, Set.copyOf(values));
  }

  /** The Applications the Runtime sees, in ascending order of id. */
  public synchronized List<Application> visibleTo(RegisteredRuntime runtime) {
    List<Application> visible = new ArrayList<>();
    for (Application application : applications.values()) {
      if (sees(runtime, application) && !isHidden(application)) {
        visible.add(application);
      }
    }
    return visible;
  }

  /** Whether both take part in one formation of one tenant. */
  public boolean sees(RegisteredRuntime runtime, Application application) {
    String tenant = application.tenant() == null ? defaultTenant : application.tenant();
    if (!tenant.equals(runtime.tenant())) {
      return false;
    }
    Set<String> shared = new HashSet<>(application.formations());
    shared.retainAll(runtime.formations());
    return !shared.isEmpty();
  }

  private boolean isHidden(Application application) {
    if (hideSelectors.isEmpty()) {
      return false;
    }
    return hideSelectors.entrySet().stream()
        .anyMatch(selector -> {
          Object value = application.effectiveLabels().get(selector.getKey());
          return value instanceof String text && selector.getValue().contains(text);
        });
  }
}
