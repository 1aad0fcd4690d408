package dev.runtimeagent.kubernetes.target;

import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.inmemory.DirectWorkers;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Fit;
import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A cluster without Applications, and a namespace for the Secrets of one test. */
final class TargetWorld {
  private final Cluster cluster = Cluster.running();
  private final String namespace = cluster.namespace();
  private Instant now = Instant.parse("2026-06-01T00:00:00Z");

  TargetWorld() {
    var api = cluster.api();
    for (var application :
        content(api.listMetadata(Resource.applications(), Map.of())).items()) {
      api.delete(
          Resource.applications(), SecretShelf.name(application), Map.of(), Writes.REALLY);
    }
  }

  String namespace() {
    return namespace;
  }

  Resource secrets() {
    return Resource.secrets(namespace);
  }

  void wait(Duration time) {
    now = now.plus(time);
  }

  KubernetesApplicationTarget target() {
    return target(cluster.api());
  }

  KubernetesApplicationTarget target(KubernetesApi api) {
    return target(api, Cluster.pause());
  }

  KubernetesApplicationTarget target(KubernetesApi api, Pause pause) {
    return target(api, namespace, pause);
  }

  KubernetesApplicationTarget targetIn(String otherNamespace) {
    return target(cluster.api(), otherNamespace, Cluster.pause());
  }

  private KubernetesApplicationTarget target(KubernetesApi api, String place, Pause pause) {
    var form =
        new KymaForm(new KymaForm.Settings("http://gateway.example", false, place, Set.of()));
    return new KubernetesApplicationTarget(
        api, form, place, new DirectWorkers(), () -> now, pause);
  }

  /** {@code kubectl} in the namespace. */
  String kubectl(String... arguments) {
    return cluster.kubectl().in(namespace).run(arguments);
  }

  void patch(String thing, String patch) {
    kubectl("patch", thing, "--type=merge", "-p", patch);
  }

  /** Creates what is in {@code manifests} as another would. */
  void create(String manifests) {
    cluster.kubectl().in(namespace).runWithInput(manifests, "create", "-f", "-");
  }

  Map<String, @Nullable Object> application(String name) {
    return content(cluster.api().get(Resource.applications(), name));
  }

  Map<String, @Nullable Object> secret(String name) {
    return content(cluster.api().get(secrets(), name));
  }

  List<String> secretNames() {
    return content(cluster.api().list(secrets(), Map.of())).items().stream()
        .map(SecretShelf::name)
        .sorted()
        .toList();
  }

  /** All Applications and Secrets, with their resource versions. */
  Map<String, String> versions() {
    var versions = new TreeMap<String, String>();
    for (var kind : List.of(Resource.applications(), secrets())) {
      for (var thing : content(cluster.api().listMetadata(kind, Map.of())).items()) {
        versions.put(kind + "/" + SecretShelf.name(thing), Stamp.of(thing).version());
      }
    }
    return versions;
  }

  static List<HeldApplication> all(ApplicationTarget target) {
    return switch (target.holdings()) {
      case Holdings.Held(var applications) -> applications;
      case Holdings.Unknown(var problem) -> throw new AssertionError(problem);
    };
  }

  static HeldApplication held(ApplicationTarget target, String name) {
    return all(target).stream()
        .filter(application -> application.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + name));
  }

  static String digest(ApplicationTarget target, Application application, String name) {
    return switch (target.fit(application, name)) {
      case Fit.Fits(var digest, _) -> digest;
      case Fit.Unfit(var reason) -> throw new AssertionError(reason);
    };
  }

  static <T> T content(ApiReply<T> reply) {
    return switch (reply) {
      case ApiReply.Ok<T>(var content) -> content;
      case ApiReply.NotFound<T> _, ApiReply.Conflict<T> _, ApiReply.Failed<T> _ ->
          throw new AssertionError("not answered: " + reply);
    };
  }
}
