package dev.runtimeagent.sandbox.landscape;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An Application as registered in Compass; what is left out gets a default, ids follow from names.
 *
 * @param tenant external tenant id; left out means the sandbox's own tenant
 * @param formations formations it takes part in; left out means {@code default}
 * @param auths ids of its system auths, which are the client ids of its certificates
 */
public record Application(
    String id,
    String name,
    @Nullable String providerName,
    @Nullable String description,
    @Nullable String systemNumber,
    @Nullable String localTenantId,
    @Nullable String baseUrl,
    @Nullable String healthCheckUrl,
    @Nullable String tenant,
    Set<String> formations,
    Map<String, Object> labels,
    List<String> auths,
    String condition,
    List<Bundle> bundles) {

  public Application {
    Objects.requireNonNull(name, "an application needs a name");
    if (id == null || id.isEmpty()) {
      id = DerivedIds.of("application/" + name + '/' + systemNumber);
    }
    formations = Set.copyOf(Objects.requireNonNullElse(formations, Set.of("default")));
    labels = new LinkedHashMap<>(Objects.requireNonNullElse(labels, Map.of()));
    auths = List.copyOf(Objects.requireNonNullElse(auths, List.of()));
    condition = Objects.requireNonNullElse(condition, "CONNECTED");
    DerivedIds ids = new DerivedIds(id);
    bundles =
        Objects.requireNonNullElse(bundles, List.<Bundle>of()).stream()
            .map(bundle -> bundle.identified(ids))
            .sorted(Comparator.comparing(Bundle::id))
            .toList();
  }

  /** An Application of the default formation without bundles. */
  public static Application named(String name) {
    return new Application(
        "",
        name,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Set.of("default"),
        Map.of(),
        List.of(),
        "CONNECTED",
        List.of());
  }

  public Application withId(String newId) {
    return new Application(
        newId,
        name,
        providerName,
        description,
        systemNumber,
        localTenantId,
        baseUrl,
        healthCheckUrl,
        tenant,
        formations,
        labels,
        auths,
        condition,
        bundles);
  }

  public Application withName(String newName) {
    return new Application(
        id,
        newName,
        providerName,
        description,
        systemNumber,
        localTenantId,
        baseUrl,
        healthCheckUrl,
        tenant,
        formations,
        labels,
        auths,
        condition,
        bundles);
  }

  public Application withProviderName(@Nullable String newProviderName) {
    return new Application(
        id,
        name,
        newProviderName,
        description,
        systemNumber,
        localTenantId,
        baseUrl,
        healthCheckUrl,
        tenant,
        formations,
        labels,
        auths,
        condition,
        bundles);
  }

  public Application withDescription(@Nullable String newDescription) {
    return new Application(
        id,
        name,
        providerName,
        newDescription,
        systemNumber,
        localTenantId,
        baseUrl,
        healthCheckUrl,
        tenant,
        formations,
        labels,
        auths,
        condition,
        bundles);
  }

  public Application withSystemNumber(@Nullable String newSystemNumber) {
    return new Application(
        id,
        name,
        providerName,
        description,
        newSystemNumber,
        localTenantId,
        baseUrl,
        healthCheckUrl,
        tenant,
        formations,
        labels,
        auths,
        condition,
        bundles);
  }

  public Application withTenant(String newTenant) {
    return new Application(
        id,
        name,
        providerName,
        description,
        systemNumber,
        localTenantId,
        baseUrl,
        healthCheckUrl,
        newTenant,
        formations,
        labels,
        auths,
        condition,
        bundles);
  }

  public Application withFormations(String... newFormations) {
    return new Application(
        id,
        name,
        providerName,
        description,
        systemNumber,
        localTenantId,
        baseUrl,
        healthCheckUrl,
        tenant,
        Set.of(newFormations),
        labels,
        auths,
        condition,
        bundles);
  }

  public Application withLabels(Map<String, Object> newLabels) {
    return new Application(
        id,
        name,
        providerName,
        description,
        systemNumber,
        localTenantId,
        baseUrl,
        healthCheckUrl,
        tenant,
        formations,
        newLabels,
        auths,
        condition,
        bundles);
  }

  public Application withAuths(String... newAuths) {
    return new Application(
        id,
        name,
        providerName,
        description,
        systemNumber,
        localTenantId,
        baseUrl,
        healthCheckUrl,
        tenant,
        formations,
        labels,
        List.of(newAuths),
        condition,
        bundles);
  }

  public Application withCondition(String newCondition) {
    return new Application(
        id,
        name,
        providerName,
        description,
        systemNumber,
        localTenantId,
        baseUrl,
        healthCheckUrl,
        tenant,
        formations,
        labels,
        auths,
        newCondition,
        bundles);
  }

  public Application withBundles(List<Bundle> newBundles) {
    return new Application(
        id,
        name,
        providerName,
        description,
        systemNumber,
        localTenantId,
        baseUrl,
        healthCheckUrl,
        tenant,
        formations,
        labels,
        auths,
        condition,
        newBundles);
  }

  public Application withBundles(Bundle... newBundles) {
    return withBundles(List.of(newBundles));
  }

  /** The bundle of that id. */
  public Optional<Bundle> bundle(String bundleId) {
    return bundles.stream().filter(bundle -> bundle.id().equals(bundleId)).findFirst();
  }

  /** Its own labels and those the Director adds: name, managed, scenarios. */
  public Map<String, Object> effectiveLabels() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", ApplicationNames.normalize(name));
    all.put("managed", "false");
    if (!formations.isEmpty()) {
      all.put("scenarios", List.copyOf(new TreeSet<>(formations)));
    }
    all.putAll(labels);
    return all;
  }
}
