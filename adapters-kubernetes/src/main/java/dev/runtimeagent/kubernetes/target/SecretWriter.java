package dev.runtimeagent.kubernetes.target;

import dev.runtimeagent.application.form.SecretDocument;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import dev.runtimeagent.kubernetes.api.Tree;
import dev.runtimeagent.kubernetes.target.Noticed.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores and removes the Secrets of one Application at a time; what is so already stays as is. */
final class SecretWriter {
  private static final int TRIES = 4;

  private final KubernetesApi api;
  private final Resource resource;
  private final SecretShelf shelf;
  private final Noticed noticed;

  SecretWriter(KubernetesApi api, String namespace, SecretShelf shelf, Noticed noticed) {
    this.api = api;
    this.resource = Resource.secrets(namespace);
    this.shelf = shelf;
    this.noticed = noticed;
  }

  /**
   * What came of several Secrets.
   *
   * @param problems a sentence for each that is not as wanted
   */
  record Stored(Map<String, Stamp> stamps, List<String> problems) {}

  /** What came of one Secret. */
  private sealed interface Ending {
    record Good(Stamp stamp) implements Ending {}

    /**
     * It is not as wanted.
     *
     * @param general whether others would end alike
     */
    record Bad(String problem, boolean general) implements Ending {}
  }

  /**
   * Stores them all; one that cannot be stored does not stop the others.
   *
   * @param existing those that are known to exist, by name
   * @param owner the name of the Application
   */
  Stored store(
      List<SecretDocument> wanted,
      Map<String, Map<String, @Nullable Object>> existing,
      String owner) {
    var stamps = new HashMap<String, Stamp>();
    var problems = new ArrayList<String>();
    for (var secret : wanted) {
      switch (store(secret, Optional.ofNullable(existing.get(secret.name())), owner)) {
        case Ending.Good(var stamp) -> {
          stamps.put(secret.name(), stamp);
          noticed.put(Kind.SECRET, secret.name(), stamp);
        }
        case Ending.Bad(var problem, var general) -> {
          problems.add(problem);
          if (general) {
            return new Stored(stamps, problems);
          }
        }
      }
    }
    return new Stored(stamps, problems);
  }

  /** Removes {@code secret}, which was read just now; what kept it from that, if anything did. */
  Optional<String> remove(SecretDocument secret, Stamp seen) {
    var stamp = seen;
    for (int i = 0; i < TRIES; i++) {
      switch (api.delete(resource, secret.name(), stamp.preconditions(), Writes.REALLY)) {
        case ApiReply.Ok<?> _, ApiReply.NotFound<?> _ -> {
          noticed.remove(Kind.SECRET, secret.name());
          return Optional.empty();
        }
        case ApiReply.Conflict<?> _ -> {
          var now = shelf.get(secret.name());
          if (now.flatMap(SecretDocument::read).filter(s -> s.mayBecome(secret)).isEmpty()) {
            return Optional.empty();
          }
          stamp = Stamp.of(now.get());
        }
        case ApiReply.Failed<?>(_, var problem) -> {
          return Optional.of(problem);
        }
      }
    }
    return Optional.of(restless(secret));
  }

  private Ending store(
      SecretDocument wanted, Optional<Map<String, @Nullable Object>> known, String owner) {
    var existing = known;
    for (int i = 0; i < TRIES; i++) {
      var obstacle = existing.flatMap(present -> obstacle(present, wanted));
      if (obstacle.isPresent()) {
        return new Ending.Bad(obstacle.get(), false);
      }
      var manifest = manifest(existing.orElseGet(Map::of), wanted, owner);
      if (existing.filter(present -> isSame(present, manifest)).isPresent()) {
        return new Ending.Good(Stamp.of(existing.get()));
      }
      var reply =
          existing.isPresent()
              ? api.update(resource, manifest, Writes.REALLY)
              : api.create(resource, manifest, Writes.REALLY);
      switch (reply) {
        case ApiReply.Ok(var stored) -> {
          return new Ending.Good(Stamp.of(stored));
        }
        case ApiReply.Conflict<Map<String, @Nullable Object>> _,
            ApiReply.NotFound<Map<String, @Nullable Object>> _ ->
            existing = shelf.get(wanted.name());
        case ApiReply.Failed(var reason, var problem) -> {
          return reason == Reason.INVALID
              ? new Ending.Bad(problem + type(existing), false)
              : new Ending.Bad(problem, true);
        }
      }
    }
    return new Ending.Bad(restless(wanted), false);
  }

  /** Why what is there cannot become what is wanted, if so. */
  private Optional<String> obstacle(Map<String, @Nullable Object> present, SecretDocument wanted) {
    var document = SecretDocument.read(present);
    if (document.filter(secret -> secret.mayBecome(wanted)).isEmpty()) {
      return Optional.of(
          resource.shown(wanted.name())
              + " belongs to something else; delete or rename it, and the next sync goes on");
    }
    return isImmutable(present) && !document.get().data().equals(wanted.data())
        ? Optional.of(
            resource.shown(wanted.name())
                + " is immutable; delete it, and the next sync makes it anew")
        : Optional.empty();
  }

  private static Map<String, Object> manifest(
      Map<String, @Nullable Object> existing, SecretDocument wanted, String owner) {
    var manifest = wanted.manifest(existing, owner);
    if (isImmutable(existing)) {
      manifest.put("immutable", true);
    }
    return manifest;
  }

  /** Lists leave out what every Secret says of its kind. */
  private static boolean isSame(Map<String, ?> present, Map<String, ?> wanted) {
    return List.of("metadata", "type", "data").stream()
        .allMatch(part ->
            part.equals("type")
                ? Tree.text(present, part).equals(Tree.text(wanted, part))
                : Tree.child(present, part).equals(Tree.child(wanted, part)));
  }

  private static boolean isImmutable(Map<String, ?> manifest) {
    return Boolean.TRUE.equals(manifest.get("immutable"));
  }

  private static String type(Optional<Map<String, @Nullable Object>> existing) {
    var type = existing.map(present -> Tree.text(present, "type")).orElse("");
    return type.isEmpty() || type.equals("Opaque")
        ? ""
        : "; it is of type " + type + ": delete it, and the next sync makes it anew";
  }

  private String restless(SecretDocument secret) {
    return resource.shown(secret.name())
        + " was changed by others all the time; the next sync tries again";
  }
}
