package dev.runtimeagent.application.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.plan.SecretName;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Secret of an Application, as far as it is ours.
 *
 * @param application value of the label {@code app}; empty if there is none
 * @param bundleId value of the label {@code bundleId}; empty if there is none
 * @param data all of its keys and values
 * @param ownerUid UID of the Application that it names as its owner, where it names one
 */
public record SecretDocument(
    String name,
    String namespace,
    String application,
    String bundleId,
    Map<String, SecretText> data,
    Optional<String> ownerUid) {
  private static final String APP = "app";
  private static final String BUNDLE = "bundleId";

  public SecretDocument {
    data = Collections.unmodifiableMap(new TreeMap<>(data));
  }

  /** Reads a manifest; one that cannot be read as a Secret is none. */
  public static Optional<SecretDocument> read(Map<String, ?> manifest) {
    var metadata = Trees.child(manifest, "metadata");
    var labels = Trees.child(metadata, "labels");
    var data = new TreeMap<String, SecretText>();
    for (var entry : Trees.child(manifest, "data").entrySet()) {
      try {
        var bytes = Base64.getDecoder().decode(String.valueOf(entry.getValue()).strip());
        data.put(entry.getKey(), SecretText.of(new String(bytes, UTF_8)));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }
    Trees.child(manifest, "stringData")
        .forEach((key, value) -> data.put(key, SecretText.of(String.valueOf(value))));
    var name = Trees.text(metadata, "name");
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SecretDocument(
                name,
                Trees.text(metadata, "namespace"),
                Trees.text(labels, APP),
                Trees.text(labels, BUNDLE),
                data,
                Trees.children(metadata, "ownerReferences").stream()
                    .filter(owner -> "Application".equals(owner.get("kind")))
                    .map(owner -> Trees.text(owner, "uid"))
                    .findFirst()));
  }

  /**
   * Whether it may be overwritten with {@code wanted}, or deleted in its stead: its labels say that
   * it is of the same bundle, and of the same Application (design, 6.2), or of one whose name leads
   * to this very Secret, which is what the Application was called before it was renamed (W-53).
   */
  public boolean mayBecome(SecretDocument wanted) {
    return bundleId.equals(wanted.bundleId)
        && !application.isEmpty()
        && (application.equals(wanted.application)
            || (name.equals(wanted.name) && SecretName.isOf(name, application, bundleId)));
  }

  /**
   * The manifest to store. It shows the values: it goes where it is meant to and nowhere else.
   *
   * @param existing what is there now, or empty: labels and annotations of others survive
   * @param applicationName name of the owner, which is written only with a UID
   */
  public Map<String, Object> manifest(Map<String, ?> existing, String applicationName) {
    var metadata = new LinkedHashMap<String, Object>(Trees.child(existing, "metadata"));
    metadata.put("name", name);
    metadata.put("namespace", namespace);
    var labels = new LinkedHashMap<String, Object>(Trees.child(metadata, "labels"));
    labels.put(APP, application);
    labels.put(BUNDLE, bundleId);
    metadata.put("labels", labels);
    ownerUid.ifPresent(
        uid -> metadata.put("ownerReferences", List.of(KymaForm.owner(applicationName, uid))));
    var encoded = new LinkedHashMap<String, Object>();
    data.forEach((key, value) ->
        encoded.put(key, Base64.getEncoder().encodeToString(value.reveal().getBytes(UTF_8))));
    var manifest = new LinkedHashMap<String, Object>();
    manifest.put("apiVersion", "v1");
    manifest.put("kind", "Secret");
    manifest.put("metadata", metadata);
    var type = Trees.text(existing, "type");
    manifest.put("type", type.isEmpty() ? "Opaque" : type);
    manifest.put("data", encoded);
    return manifest;
  }

  /** The same Secret, to be owned by the Application with that UID. */
  public SecretDocument ownedBy(String uid) {
    return new SecretDocument(name, namespace, application, bundleId, data, Optional.of(uid));
  }
}
