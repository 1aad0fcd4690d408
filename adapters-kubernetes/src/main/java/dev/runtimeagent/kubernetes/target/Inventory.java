package dev.runtimeagent.kubernetes.target;

import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.form.SecretDocument;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.Tree;
import dev.runtimeagent.kubernetes.target.Noticed.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Knows what the cluster holds, and reads anew only what is not as it was seen last. Nothing of a
 * Secret is kept but its resource version.
 */
final class Inventory {
  /** As many are read one by one; for more, one list of everything costs less. */
  private static final int FEW = 20;

  private final KubernetesApi api;
  private final KymaForm form;
  private final SecretShelf secrets;
  private final Noticed noticed;
  private final Workers workers;
  private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();
  private boolean listed;

  Inventory(
      KubernetesApi api, KymaForm form, SecretShelf secrets, Noticed noticed, Workers workers) {
    this.api = api;
    this.form = form;
    this.secrets = secrets;
    this.noticed = noticed;
    this.workers = workers;
  }

  /**
   * Everything there is, in the order of names.
   *
   * @throws Unanswered if the API server does not tell all of it
   */
  synchronized List<HeldApplication> take() {
    var stamps = secrets.stamps();
    if (stamps.isPresent() != listed) {
      // What was seen by the other way is not comparable.
      sightings.clear();
      listed = stamps.isPresent();
    }
    var there = applicationsThere();
    sightings.keySet().retainAll(unchanged(there, stamps));
    var missing = there.keySet().stream().filter(name -> !sightings.containsKey(name)).toList();
    if (missing.size() > FEW && stamps.isPresent()) {
      readAll(missing);
    } else {
      workers.all(
          missing.stream().map(name -> Executors.callable(() -> readOne(name, stamps))).toList());
    }
    stamps.map(Inventory::byName).ifPresent(all -> noticed.replace(Kind.SECRET, all));
    return new TreeMap<>(sightings).values().stream().map(Sighting::held).toList();
  }

  /** What a manifest and Secrets say that were read or written just now. */
  Sighting look(
      Map<String, @Nullable Object> application, List<Map<String, @Nullable Object>> own) {
    var stamps = new HashMap<String, Stamp>();
    own.forEach(secret -> stamps.put(SecretShelf.name(secret), Stamp.of(secret)));
    return look(application, documents(own), stamps);
  }

  Sighting look(
      Map<String, @Nullable Object> application,
      List<SecretDocument> documents,
      Map<String, Stamp> stamps) {
    var stamp = Stamp.of(application);
    return new Sighting(
        stamp,
        stamps,
        Candidates.of(application),
        form.held(application, _ -> documents, stamp.with(stamps)));
  }

  void remember(Sighting sighting) {
    sightings.put(sighting.held().name(), sighting);
  }

  void forget(String name) {
    sightings.remove(name);
  }

  /** As the API server has it; one that is being deleted is as good as gone. */
  Optional<Map<String, @Nullable Object>> application(String name) {
    return Unanswered.found(api.get(Resource.applications(), name))
        .filter(application -> !isGoing(application));
  }

  static List<SecretDocument> documents(List<Map<String, @Nullable Object>> manifests) {
    return manifests.stream().flatMap(secret -> SecretDocument.read(secret).stream()).toList();
  }

  private Map<String, Stamp> applicationsThere() {
    var there = new HashMap<String, Stamp>();
    var ours = new HashMap<String, Stamp>();
    for (var application :
        Unanswered.content(api.listMetadata(Resource.applications(), Map.of())).items()) {
      var name = SecretShelf.name(application);
      if (!isGoing(application)) {
        there.put(name, Stamp.of(application));
      }
      if (ForeignChanges.isWatched(application)) {
        ours.put(name, Stamp.of(application));
      }
    }
    noticed.replace(Kind.APPLICATION, ours);
    return there;
  }

  private Set<String> unchanged(
      Map<String, Stamp> there, Optional<Map<String, Map<String, Stamp>>> stamps) {
    var candidates =
        sightings.entrySet().stream()
            .filter(known -> known.getValue().application().equals(there.get(known.getKey())))
            .toList();
    var now =
        stamps
            .map(byLabel ->
                candidates.stream().map(known -> ofLabel(byLabel, known.getKey())).toList())
            .orElseGet(() -> workers.all(
                candidates.stream()
                    .<Callable<Map<String, Stamp>>>map(known ->
                        () -> secrets.stampsOf(known.getValue().candidates()))
                    .toList()));
    var unchanged = new HashSet<String>();
    for (int i = 0; i < candidates.size(); i++) {
      if (now.get(i).equals(candidates.get(i).getValue().secrets())) {
        unchanged.add(candidates.get(i).getKey());
      }
    }
    return unchanged;
  }

  private void readOne(String name, Optional<Map<String, Map<String, Stamp>>> stamps) {
    application(name)
        .ifPresent(application -> {
          var none = stamps.filter(byLabel -> ofLabel(byLabel, name).isEmpty()).isPresent();
          remember(look(application, none ? List.of() : secrets.of(application)));
        });
  }

  private void readAll(Collection<String> names) {
    var wanted = Set.copyOf(names);
    var byLabel = secrets.all();
    Unanswered.content(
        api.eachOf(
            Resource.applications(),
            Map.of(),
            application -> {
              var name = SecretShelf.name(application);
              if (wanted.contains(name) && !isGoing(application)) {
                var label = SecretName.applicationLabel(name);
                remember(look(application, byLabel.getOrDefault(label, List.of())));
              }
            }));
  }

  private static Map<String, Stamp> ofLabel(
      Map<String, Map<String, Stamp>> byLabel, String application) {
    return byLabel.getOrDefault(SecretName.applicationLabel(application), Map.of());
  }

  private static Map<String, Stamp> byName(Map<String, Map<String, Stamp>> byLabel) {
    var byName = new HashMap<String, Stamp>();
    byLabel.values().forEach(byName::putAll);
    return byName;
  }

  private static boolean isGoing(Map<String, ?> manifest) {
    return !Tree.text(Tree.child(manifest, "metadata"), "deletionTimestamp").isEmpty();
  }
}
