package dev.runtimeagent.kubernetes.target;

import dev.runtimeagent.application.form.KymaDocuments;
import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.form.SecretDocument;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Workers;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.target.Noticed.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Kyma Runtime that is a cluster: Applications and, in the integration namespace, their Secrets.
 * Each write carries the UID and resource version of what it is meant for, and what the API server
 * answered is remembered, so that the next look reads nothing that this agent wrote.
 */
public final class KubernetesApplicationTarget implements ApplicationTarget {
  private static final Resource APPLICATIONS = Resource.applications();
  private static final int TRIES = 4;

  private final KubernetesApi api;
  private final KymaForm form;
  private final String namespace;
  private final Pause pause;
  private final Noticed noticed = new Noticed();
  private final SecretShelf shelf;
  private final SecretWriter secrets;
  private final Inventory inventory;
  private final Sameness sameness;

  /**
   * Makes it; nothing is asked yet.
   *
   * @param namespace where the Secrets of Applications lie
   * @param workers for reading many things beside each other
   */
  public KubernetesApplicationTarget(
      KubernetesApi api,
      KymaForm form,
      String namespace,
      Workers workers,
      Clock clock,
      Pause pause) {
    this.api = api;
    this.form = form;
    this.namespace = namespace;
    this.pause = pause;
    this.shelf = new SecretShelf(api, namespace, clock);
    this.secrets = new SecretWriter(api, namespace, shelf, noticed);
    this.inventory = new Inventory(api, form, shelf, noticed, workers);
    this.sameness = new Sameness(form, inventory);
  }

  @Override
  public Holdings holdings() {
    try {
      return new Holdings.Held(inventory.take());
    } catch (Unanswered e) {
      return new Holdings.Unknown(e.problem());
    }
  }

  @Override
  public Fit fit(Application application, String name) {
    return form.fit(application, name);
  }

  @Override
  public Outcome create(Application application, String name) {
    return change(
        name,
        () -> {
          var wanted = form.documents(application, name);
          return switch (api.create(APPLICATIONS, wanted.application(), Writes.REALLY)) {
            case ApiReply.Ok(var stored) -> complete(stored, wanted, Map.of());
            case ApiReply.Conflict<?> _ -> settle(wanted);
            case ApiReply.NotFound<?> _ -> failed(name, "is of a kind that the cluster lacks");
            case ApiReply.Failed<?>(_, var problem) -> new Outcome.Failed(problem);
          };
        });
  }

  @Override
  public Outcome update(HeldApplication expected, Application application) {
    var name = expected.name();
    return change(
        name,
        () -> {
          var existing = inventory.application(name);
          if (existing.isEmpty()) {
            return changedMeanwhile(name);
          }
          var own = shelf.of(existing.get());
          if (!sameness.isStill(expected, existing.get(), own)) {
            return changedMeanwhile(name);
          }
          var wanted = form.documents(application, name);
          var stored = store(existing.get(), wanted, byName(own));
          return stored.problems().isEmpty()
              ? replace(existing.get(), own, wanted, stored.stamps())
              : failed(stored.problems());
        });
  }

  @Override
  public Outcome delete(HeldApplication expected) {
    var name = expected.name();
    return change(
        name,
        () -> {
          for (int i = 0; i < TRIES; i++) {
            var existing = inventory.application(name);
            if (existing.isEmpty()) {
              return new Outcome.Done();
            }
            var own = shelf.of(existing.get());
            if (!sameness.isStillTheOne(expected, existing.get(), own)) {
              return changedMeanwhile(name);
            }
            var conditions = Stamp.of(existing.get()).preconditions();
            switch (api.delete(APPLICATIONS, name, conditions, Writes.REALLY)) {
              case ApiReply.Ok<?> _, ApiReply.NotFound<?> _ -> {
                noticed.remove(Kind.APPLICATION, name);
                return ended(removeSecrets(existing.get(), own, Map.of()));
              }
              case ApiReply.Conflict<?> _ -> {}
              case ApiReply.Failed<?>(_, var problem) -> {
                return new Outcome.Failed(problem);
              }
            }
          }
          return failed(name, "was changed by others all the time; the next sync tries again");
        });
  }

  @Override
  public Watch watch(Runnable changed) {
    return ForeignChanges.watch(api, namespace, noticed, changed, pause);
  }

  /** What was known of it is not trusted any more until the change is whole. */
  private Outcome change(String name, Supplier<Outcome> change) {
    noticed.begin();
    inventory.forget(name);
    try {
      return change.get();
    } catch (Unanswered e) {
      return new Outcome.Failed(e.problem());
    } finally {
      noticed.end();
    }
  }

  /** The Application is stored, its Secrets may not be. */
  private Outcome complete(
      Map<String, @Nullable Object> application,
      KymaDocuments wanted,
      Map<String, Map<String, @Nullable Object>> existing) {
    noticed.put(Kind.APPLICATION, wanted.name(), Stamp.of(application));
    var stored = store(application, wanted, existing);
    return stored.problems().isEmpty()
        ? remember(application, wanted, stored.stamps())
        : failed(stored.problems());
  }

  /** Something is there already: good if it is what is wanted, or on its way there. */
  private Outcome settle(KymaDocuments wanted) {
    var name = wanted.name();
    var present = inventory.application(name);
    if (present.isEmpty()) {
      return failed(name, "is being deleted; once its finalizers are done, the next sync goes on");
    }
    var own = shelf.of(present.get());
    var seen = inventory.look(present.get(), own);
    if (seen.held().digest().equals(wanted.digest())) {
      inventory.remember(seen);
      return new Outcome.Done();
    }
    // A request that was sent again, since its first answer was lost, finds its own work.
    return sameness.saysTheSame(present.get(), wanted.application())
        ? complete(present.get(), wanted, byName(own))
        : failed(name, "came in between; the next sync looks at it");
  }

  /** Replaces the Application, whose Secrets are stored, and removes those it does not need. */
  private Outcome replace(
      Map<String, @Nullable Object> read,
      List<Map<String, @Nullable Object>> own,
      KymaDocuments wanted,
      Map<String, Stamp> stamps) {
    var name = wanted.name();
    var existing = read;
    for (int i = 0; i < TRIES; i++) {
      var merged = form.merged(existing, wanted);
      if (merged.equals(existing)) {
        return cleared(existing, own, wanted, stamps);
      }
      switch (api.update(APPLICATIONS, merged, Writes.REALLY)) {
        case ApiReply.Ok(var stored) -> {
          noticed.put(Kind.APPLICATION, name, Stamp.of(stored));
          return cleared(stored, own, wanted, stamps);
        }
        case ApiReply.Conflict<?> _, ApiReply.NotFound<?> _ -> {
          var now = inventory.application(name);
          if (now.filter(other -> sameness.isAsGood(other, read)).isEmpty()) {
            return changedMeanwhile(name);
          }
          existing = now.get();
        }
        case ApiReply.Failed<?>(_, var problem) -> {
          return new Outcome.Failed(problem);
        }
      }
    }
    return failed(name, "was changed by others all the time; the next sync tries again");
  }

  private Outcome cleared(
      Map<String, @Nullable Object> application,
      List<Map<String, @Nullable Object>> own,
      KymaDocuments wanted,
      Map<String, Stamp> stamps) {
    var problems = removeSecrets(application, own, stamps);
    return problems.isEmpty() ? remember(application, wanted, stamps) : failed(problems);
  }

  private SecretWriter.Stored store(
      Map<String, @Nullable Object> application,
      KymaDocuments wanted,
      Map<String, Map<String, @Nullable Object>> existing) {
    return secrets.store(owned(application, wanted), existing, wanted.name());
  }

  private static List<SecretDocument> owned(
      Map<String, @Nullable Object> application, KymaDocuments wanted) {
    var uid = Stamp.of(application).uid();
    return wanted.secrets().stream().map(secret -> secret.ownedBy(uid)).toList();
  }

  private List<String> removeSecrets(
      Map<String, @Nullable Object> application,
      List<Map<String, @Nullable Object>> own,
      Map<String, Stamp> kept) {
    var manifests = byName(own);
    var problems = new ArrayList<String>();
    for (var secret : form.secretsOf(application, _ -> Inventory.documents(own))) {
      if (!kept.containsKey(secret.name())) {
        var stamp = Stamp.of(manifests.getOrDefault(secret.name(), Map.of()));
        secrets.remove(secret, stamp).ifPresent(problems::add);
      }
    }
    return problems;
  }

  /** What was written need not be read, if the API server kept it as it was sent. */
  private Outcome remember(
      Map<String, @Nullable Object> application, KymaDocuments wanted, Map<String, Stamp> stamps) {
    var seen = inventory.look(application, owned(application, wanted), stamps);
    if (!seen.held().digest().equals(wanted.digest())) {
      return failed(
          wanted.name(),
          "is not stored as it was sent; compare its custom resource definition with this agent's,"
              + " and look for a webhook that changes Applications");
    }
    inventory.remember(seen);
    return new Outcome.Done();
  }

  private static Map<String, Map<String, @Nullable Object>> byName(
      List<Map<String, @Nullable Object>> manifests) {
    var byName = new HashMap<String, Map<String, @Nullable Object>>();
    manifests.forEach(manifest -> byName.put(SecretShelf.name(manifest), manifest));
    return byName;
  }

  private static Outcome ended(List<String> problems) {
    return problems.isEmpty() ? new Outcome.Done() : failed(problems);
  }

  private static Outcome failed(List<String> problems) {
    return new Outcome.Failed(problems.stream().collect(Collectors.joining("; ")));
  }

  private static Outcome failed(String name, String problem) {
    return new Outcome.Failed(APPLICATIONS.shown(name) + " " + problem);
  }

  private static Outcome changedMeanwhile(String name) {
    return failed(name, "or a Secret of it changed meanwhile; the next sync looks again");
  }
}
