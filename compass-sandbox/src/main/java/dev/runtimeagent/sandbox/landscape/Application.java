package dev.runtimeagent.sandbox.landscape;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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
    return with(draft -> draft.id = newId);
  }

  public Application withName(String newName) {
    return with(draft -> draft.name = newName);
  }

  public Application withProviderName(@Nullable String newProviderName) {
    return with(draft -> draft.providerName = newProviderName);
  }

  public Application withDescription(@Nullable String newDescription) {
    return with(draft -> draft.description = newDescription);
  }

  public Application withSystemNumber(@Nullable String newSystemNumber) {
    return with(draft -> draft.systemNumber = newSystemNumber);
  }

  public Application withTenant(String newTenant) {
    return with(draft -> draft.tenant = newTenant);
  }

  public Application withFormations(String... newFormations) {
    return with(draft -> draft.formations = Set.of(newFormations));
  }

  public Application withLabels(Map<String, Object> newLabels) {
    return with(draft -> draft.labels = newLabels);
  }

  public Application withAuths(String... newAuths) {
    return with(draft -> draft.auths = List.of(newAuths));
  }

  public Application withCondition(String newCondition) {
    return with(draft -> draft.condition = newCondition);
  }

  public Application withBundles(List<Bundle> newBundles) {
    return with(draft -> draft.bundles = newBundles);
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

  private Application with(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** What is changed before it is one again. */
  private static final class Draft {
    private String id;
    private String name;
    private @Nullable String providerName;
    private @Nullable String description;
    private @Nullable String systemNumber;
    private @Nullable String localTenantId;
    private @Nullable String baseUrl;
    private @Nullable String healthCheckUrl;
    private @Nullable String tenant;
    private Set<String> formations;
    private Map<String, Object> labels;
    private List<String> auths;
    private String condition;
    private List<Bundle> bundles;

    Draft(Application from) {
      id = from.id();
      name = from.name();
      providerName = from.providerName();
      description = from.description();
      systemNumber = from.systemNumber();
      localTenantId = from.localTenantId();
      baseUrl = from.baseUrl();
      healthCheckUrl = from.healthCheckUrl();
      tenant = from.tenant();
      formations = from.formations();
      labels = from.labels();
      auths = from.auths();
      condition = from.condition();
      bundles = from.bundles();
    }

    Application finished() {
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
          bundles);
    }
  }
}
