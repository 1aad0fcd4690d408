package dev.runtimeagent.kubernetes.home;

import dev.runtimeagent.application.form.Manifest;
import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.form.Parsed;
import dev.runtimeagent.application.form.SecretForm;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One Secret of which some entries are ours. It is read, compared and replaced with the resource
 * version that was read; foreign entries, labels, annotations, owners and the type survive (B-064,
 * W-28). Writes go on in a thread that is interrupted: what they store must not be lost.
 */
final class KeptSecret<T> {
  private static final int TRIES = 4;

  private final KubernetesApi api;
  private final NamespacedName name;
  private final WatchedObject secret;
  private final Predicate<String> ours;
  private final Function<Map<String, SecretText>, Parsed<T>> form;

  KeptSecret(
      KubernetesApi api,
      NamespacedName name,
      Predicate<String> ours,
      Function<Map<String, SecretText>, Parsed<T>> form) {
    this.api = api;
    this.name = name;
    this.secret = new WatchedObject(api, Resource.secrets(name.namespace()), name.name());
    this.ours = ours;
    this.form = form;
  }

  Stored<T> read() {
    return look().stored();
  }

  /** Lets reads be answered from what a watch shows, until closed. */
  Watch follow(Pause pause) {
    return secret.follow(pause);
  }

  /** Replaces our entries, if the Secret still is as {@code expected}. */
  Writing write(Map<String, SecretText> entries, String expected) {
    return uninterrupted(() -> look().ifStill(expected, now -> put(entries, now)));
  }

  /** Replaces our entries, whatever they are. */
  Writing overwrite(Map<String, SecretText> entries) {
    return uninterrupted(() -> {
      Writing writing = new Writing.Conflict();
      for (int i = 0; i < TRIES && writing instanceof Writing.Conflict; i++) {
        writing =
            switch (look()) {
              case Look.Unknown<T>(var problem) -> new Writing.Failed(problem);
              case Look.Present<T>(var tree, _, _) -> put(entries, tree);
              case Look.Absent<T> _ -> put(entries, Manifest.empty());
            };
      }
      return writing;
    });
  }

  /** Deletes the Secret, if it still is as {@code expected}. */
  Writing delete(String expected) {
    return uninterrupted(() -> look().ifStill(expected, this::removeFound));
  }

  /** Deletes the Secret, whatever it is. */
  Writing delete() {
    return uninterrupted(() -> remove(Map.of()));
  }

  /** What would keep a write from working. */
  Optional<String> rehearse() {
    // A change of nothing would be taken even where every other change is refused.
    var entries = Map.of("rehearsal", SecretText.of("rehearsal"));
    return switch (look()) {
      case Look.Unknown<T>(var problem) -> Optional.of(problem);
      case Look.Present<T>(var tree, _, _) ->
          problem(
              api.update(
                  secret.resource(),
                  SecretForm.manifest(name, entries, ours, tree),
                  Writes.DRY_RUN),
              tree);
      case Look.Absent<T> _ -> {
        var manifest = SecretForm.manifest(name, entries, ours, Manifest.empty());
        // Rights are looked at before it is noticed that there is nothing to update.
        yield problem(api.create(secret.resource(), manifest, Writes.DRY_RUN), Map.of())
            .or(() -> problem(api.update(secret.resource(), manifest, Writes.DRY_RUN), Map.of()));
      }
    };
  }

  /** What would keep a deletion from working. */
  Optional<String> rehearseDeletion() {
    return problem(api.delete(secret.resource(), name.name(), Map.of(), Writes.DRY_RUN), Map.of());
  }

  private Look<T> look() {
    return Look.at(secret.get(), secret.shown(), tree -> SecretForm.entries(tree, ours).then(form));
  }

  private Writing put(Map<String, SecretText> entries, Map<String, @Nullable Object> now) {
    var wanted = SecretForm.manifest(name, entries, ours, now);
    if (now.isEmpty()) {
      return written(secret.create(wanted), wanted, now);
    }
    return wanted.equals(now)
        ? new Writing.Written(Look.resourceVersion(now))
        : written(secret.update(wanted), wanted, now);
  }

  private Writing written(
      ApiReply<Map<String, @Nullable Object>> reply, Map<String, ?> wanted, Map<String, ?> before) {
    return switch (reply) {
      case ApiReply.Ok(var after) -> new Writing.Written(Look.resourceVersion(after));
      case ApiReply.NotFound<Map<String, @Nullable Object>> _ -> new Writing.Conflict();
      case ApiReply.Conflict<Map<String, @Nullable Object>> _ ->
          arrived(wanted).orElseGet(Writing.Conflict::new);
      case ApiReply.Failed(var reason, var problem) when reason == Reason.UNAVAILABLE ->
          arrived(wanted).orElseGet(() -> new Writing.Failed(problem));
      case ApiReply.Failed(_, var problem) -> new Writing.Failed(problem + advice(before));
    };
  }

  /**
   * A write whose answer was lost may have happened all the same; if HTTP sent it once more, it was
   * even in its own way.
   */
  private Optional<Writing> arrived(Map<String, ?> wanted) {
    return look() instanceof Look.Present<T>(var tree, _, _)
            && Tree.child(tree, "data").equals(Tree.child(wanted, "data"))
        ? Optional.of(new Writing.Written(Look.resourceVersion(tree)))
        : Optional.empty();
  }

  private Writing removeFound(Map<String, @Nullable Object> now) {
    var metadata = Tree.child(now, "metadata");
    return now.isEmpty()
        ? new Writing.Written(Writing.ABSENT)
        : remove(
            Map.of(
                "uid",
                Tree.text(metadata, "uid"),
                "resourceVersion",
                Tree.text(metadata, "resourceVersion")));
  }

  private Writing remove(Map<String, String> preconditions) {
    return switch (secret.delete(preconditions)) {
      case ApiReply.Ok<Map<String, @Nullable Object>> _,
          ApiReply.NotFound<Map<String, @Nullable Object>> _ ->
          new Writing.Written(Writing.ABSENT);
      case ApiReply.Conflict<Map<String, @Nullable Object>> _ -> new Writing.Conflict();
      case ApiReply.Failed(_, var problem) -> new Writing.Failed(problem);
    };
  }

  private static Optional<String> problem(
      ApiReply<Map<String, @Nullable Object>> reply, Map<String, ?> before) {
    return switch (reply) {
      case ApiReply.Ok<Map<String, @Nullable Object>> _,
          ApiReply.NotFound<Map<String, @Nullable Object>> _,
          ApiReply.Conflict<Map<String, @Nullable Object>> _ ->
          Optional.empty();
      case ApiReply.Failed(_, var problem) -> Optional.of(problem + advice(before));
    };
  }

  /** What an operator has to know about a Secret that is not as the agent would have made it. */
  private static String advice(Map<String, ?> before) {
    var type = Tree.text(before, "type");
    if (Boolean.TRUE.equals(before.get("immutable"))) {
      return "; it is marked immutable: delete it, the agent writes it anew";
    }
    return type.isEmpty() || type.equals("Opaque")
        ? ""
        : "; its type " + type + " cannot be changed: delete it, the agent writes it anew";
  }

  private static Writing uninterrupted(Supplier<Writing> deed) {
    var interrupted = Thread.interrupted();
    try {
      return deed.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
