package dev.runtimeagent.application.form;

import dev.runtimeagent.application.port.ApplicationTarget.Fit;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.ApplicationName;
import dev.runtimeagent.domain.plan.Contents;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.domain.plan.SecretName;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The form of Applications in a Kyma Runtime (B-130…B-169), a pure function for all targets that
 * hold them.
 *
 * <p>A target reads every Application it holds as a tree and every Secret of the integration
 * namespace as a {@link SecretDocument}, and answers {@link #held} of each; foreign ones too, since
 * they take up a name. What cannot be read is left out and stays as it is: it then fails when
 * something is to be created in its place, and says so. {@code fit} is {@link #fit}.
 *
 * <p>To create, it stores {@code documents(…).application()}, then the Secrets. To update, it
 * stores the Secrets, then {@link #merged}, then deletes those of {@link #secretsOf} that are not
 * wanted any more. To delete, it deletes the Application, then {@link #secretsOf}. A Secret that is
 * there already is overwritten only if {@link SecretDocument#mayBecome} says so, else the change
 * fails; one that is equal is not written. Where Applications have a UID, each Secret is stored
 * {@link SecretDocument#ownedBy} it.
 */
public final class KymaForm {
  private static final String API_VERSION = "applicationconnector.kyma-project.io/v1alpha1";
  private static final String KIND = "Application";
  private static final String MANAGED_BY = "applicationconnector.kyma-project.io/managed-by";
  private static final String AGENT = "compass-runtime-agent";

  /** The default last written, by which a changed default can be told from a user's change. */
  private static final String SKIP_VERIFY_DEFAULT = "compass.kyma-project.io/skip-verify-default";

  /**
   * Of a text, in characters: longer ones take a target minutes to read, and no cluster holds many.
   */
  private static final int LONGEST_TEXT = 512 * 1024;

  private static final List<String> OWNED_FIELDS =
      List.of("description", "labels", "services", "compassMetadata");

  private final Settings settings;

  /**
   * What an operator chose.
   *
   * @param centralGatewayUrl begins the URLs of APIs (B-149c)
   * @param skipVerify whether gateways skip verification where nobody decided for the Application
   * @param integrationNamespace where Secrets go
   * @param reservedSecretNames names of the agent's own Secrets
   */
  public record Settings(
      String centralGatewayUrl,
      boolean skipVerify,
      String integrationNamespace,
      Set<String> reservedSecretNames) {
    public Settings {
      reservedSecretNames = Set.copyOf(reservedSecretNames);
    }
  }

  public KymaForm(Settings settings) {
    this.settings = settings;
  }

  /** Whether an Application can be held under {@code name}, with its digest. */
  public Fit fit(Application application, String name) {
    if (!ApplicationName.isLegal(name)) {
      return new Fit.Unfit("\"" + name + "\" is no name of a Kubernetes resource");
    }
    var documents = documents(application, name);
    if (isTooLong(documents)) {
      return new Fit.Unfit(
          "it has a text of more than " + LONGEST_TEXT + " characters; shorten it in Compass");
    }
    return documents.secrets().stream()
        .map(SecretDocument::name)
        .filter(settings.reservedSecretNames()::contains)
        .findFirst()
        .<Fit>map(secret -> new Fit.Unfit("its Secret " + secret + " would be one of the agent's"))
        .orElseGet(() -> new Fit.Fits(documents.digest(), documents.remarks()));
  }

  private static boolean isTooLong(KymaDocuments documents) {
    return Trees.longestText(documents.application()) > LONGEST_TEXT
        || documents.secrets().stream()
            .flatMap(secret -> secret.data().values().stream())
            .anyMatch(text -> text.reveal().length() > LONGEST_TEXT);
  }

  /** All documents of an Application. */
  public KymaDocuments documents(Application application, String name) {
    var manifest = manifest(application, name);
    var secrets = new SecretsForm(name, settings.integrationNamespace()).secrets(application);
    var digest = digest(manifest, secrets, Optional.empty());
    return new KymaDocuments(name, manifest, secrets, digest, Remarks.of(application));
  }

  /**
   * What a manifest that is stored says, with its Secrets.
   *
   * @param secrets all Secrets of the integration namespace by their label {@code app}
   * @param version names this very content to the target
   */
  public HeldApplication held(
      Map<String, ?> manifest, Function<String, List<SecretDocument>> secrets, String version) {
    var metadata = Trees.child(manifest, "metadata");
    var compass = Trees.child(Trees.child(manifest, "spec"), "compassMetadata");
    var own = secretsOf(manifest, secrets);
    var id = Trees.text(compass, "applicationId");
    return new HeldApplication(
        Trees.text(metadata, "name"),
        id.isEmpty() ? Optional.empty() : Optional.of(id),
        !compass.isEmpty() && isLabelled(metadata),
        digest(manifest, own, Optional.of(Trees.text(metadata, "uid"))),
        entries(manifest),
        credentialBundles(manifest, own),
        version);
  }

  /** Which of the Secrets are of the Application that {@code manifest} stands for. */
  public List<SecretDocument> secretsOf(
      Map<String, ?> manifest, Function<String, List<SecretDocument>> secrets) {
    var name = Trees.text(Trees.child(manifest, "metadata"), "name");
    var candidates = secrets.apply(SecretName.applicationLabel(name));
    if (name.isEmpty() || candidates.isEmpty()) {
      return List.of();
    }
    var form = new SecretsForm(name, settings.integrationNamespace());
    var bundles = new HashSet<String>();
    services(manifest).forEach(service -> bundles.add(Trees.text(service, "id")));
    return candidates.stream()
        .filter(secret -> secret.application().equals(SecretName.applicationLabel(name)))
        .filter(secret -> !settings.reservedSecretNames().contains(secret.name()))
        .filter(secret -> form.isOurs(secret, bundles))
        .toList();
  }

  /**
   * The manifest to store in place of {@code existing}: what is ours as wanted, everything else as
   * it is (B-153, W-57). A changed default of {@code skipVerify} reaches Applications that still
   * have the old one (W-58).
   */
  public Map<String, Object> merged(Map<String, ?> existing, KymaDocuments wanted) {
    var merged = new LinkedHashMap<String, Object>(existing);
    var metadata = new LinkedHashMap<String, Object>(Trees.child(existing, "metadata"));
    var labels = new LinkedHashMap<String, Object>(Trees.child(metadata, "labels"));
    labels.put(MANAGED_BY, AGENT);
    metadata.put("labels", labels);
    var spec = new LinkedHashMap<String, Object>(Trees.child(existing, "spec"));
    var wantedSpec = Trees.child(wanted.application(), "spec");
    OWNED_FIELDS.forEach(field -> putOrRemove(spec, field, wantedSpec));
    if (followsDefault(existing) || mayFollowDefault(existing)) {
      spec.put("skipVerify", settings.skipVerify());
      var annotations = new LinkedHashMap<String, Object>(Trees.child(metadata, "annotations"));
      annotations.put(SKIP_VERIFY_DEFAULT, Boolean.toString(settings.skipVerify()));
      metadata.put("annotations", annotations);
    }
    merged.put("metadata", metadata);
    merged.put("spec", spec);
    return merged;
  }

  static Map<String, Object> owner(String name, String uid) {
    var owner = new LinkedHashMap<String, Object>();
    owner.put("apiVersion", API_VERSION);
    owner.put("kind", KIND);
    owner.put("name", name);
    owner.put("uid", uid);
    return owner;
  }

  private Map<String, Object> manifest(Application application, String name) {
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("name", name);
    metadata.put("labels", Map.of(MANAGED_BY, AGENT));
    metadata.put(
        "annotations", Map.of(SKIP_VERIFY_DEFAULT, Boolean.toString(settings.skipVerify())));
    var compass = new LinkedHashMap<String, Object>();
    compass.put("applicationId", application.id());
    compass.put("authentication", Map.of("clientIds", application.systemAuthIds()));
    var spec = new LinkedHashMap<String, Object>();
    spec.put("description", ServicesForm.description(application.description()));
    spec.put("labels", Map.of("connected-app", name));
    spec.put("skipVerify", settings.skipVerify());
    spec.put("encodeUrl", false);
    spec.put("displayName", "");
    spec.put("providerDisplayName", "");
    spec.put("longDescription", "");
    spec.put("compassMetadata", compass);
    spec.put(
        "services", new ServicesForm(name, settings.centralGatewayUrl()).services(application));
    var installation = new LinkedHashMap<String, Object>();
    installation.put("status", "");
    installation.put("description", "");
    var manifest = new LinkedHashMap<String, Object>();
    manifest.put("apiVersion", API_VERSION);
    manifest.put("kind", KIND);
    manifest.put("metadata", metadata);
    manifest.put("spec", spec);
    manifest.put("status", Map.of("installationStatus", installation));
    return manifest;
  }

  /** {@code ownerUid} is that of a stored Application, and empty text where there are none. */
  private String digest(
      Map<String, ?> manifest, Collection<SecretDocument> secrets, Optional<String> ownerUid) {
    var digest = new ContentDigest();
    digest.add(isLabelled(Trees.child(manifest, "metadata")));
    var spec = Trees.child(manifest, "spec");
    OWNED_FIELDS.forEach(field -> digest.add(spec.get(field)));
    digest.add(followsDefault(manifest) && Trees.flag(spec, "skipVerify") != settings.skipVerify());
    secrets.stream()
        .sorted(Comparator.comparing(SecretDocument::name))
        .forEach(secret -> add(digest, secret, ownerUid));
    return digest.hex();
  }

  private static void add(ContentDigest digest, SecretDocument secret, Optional<String> ownerUid) {
    digest.add(secret.name()).add(secret.namespace());
    digest.add(secret.application()).add(secret.bundleId());
    for (Map.Entry<String, SecretText> entry : secret.data().entrySet()) {
      digest.add(entry.getKey()).add(entry.getValue().reveal());
    }
    // A Secret of a former Application of that name would be collected with it (W-54).
    digest.add(
        ownerUid
            .filter(uid -> !uid.isEmpty() && !secret.ownerUid().equals(Optional.of(uid)))
            .isPresent());
  }

  private static boolean followsDefault(Map<String, ?> manifest) {
    var annotations = Trees.child(Trees.child(manifest, "metadata"), "annotations");
    var skips = Trees.flag(Trees.child(manifest, "spec"), "skipVerify");
    return Trees.text(annotations, SKIP_VERIFY_DEFAULT).equals(Boolean.toString(skips));
  }

  /** Whether nothing tells that somebody chose a value: it was made without the annotation. */
  private boolean mayFollowDefault(Map<String, ?> manifest) {
    var annotations = Trees.child(Trees.child(manifest, "metadata"), "annotations");
    var skips = Trees.flag(Trees.child(manifest, "spec"), "skipVerify");
    return !annotations.containsKey(SKIP_VERIFY_DEFAULT) && skips == settings.skipVerify();
  }

  private static boolean isLabelled(Map<String, ?> metadata) {
    return Trees.text(Trees.child(metadata, "labels"), MANAGED_BY).equals(AGENT);
  }

  private static void putOrRemove(Map<String, Object> spec, String field, Map<String, ?> wanted) {
    var value = wanted.get(field);
    if (value == null) {
      spec.remove(field);
    } else {
      spec.put(field, value);
    }
  }

  private static List<Map<String, Object>> services(Map<String, ?> manifest) {
    return Trees.children(Trees.child(manifest, "spec"), "services");
  }

  private static Set<String> entries(Map<String, ?> manifest) {
    var entries = new LinkedHashSet<String>();
    for (var service : services(manifest)) {
      for (var entry : Trees.children(service, "entries")) {
        entries.add(Contents.entry(Trees.text(service, "id"), Trees.text(entry, "id")));
      }
    }
    return entries;
  }

  /** Of entries that name a Secret, and of Secrets, since a bundle may have no entries (W-52). */
  private static Set<String> credentialBundles(
      Map<String, ?> manifest, List<SecretDocument> secrets) {
    var labels = new HashSet<String>();
    secrets.forEach(secret -> labels.add(secret.bundleId()));
    var bundles = new LinkedHashSet<String>();
    for (var service : services(manifest)) {
      var id = Trees.text(service, "id");
      var hasSecret = labels.remove(SecretName.bundleLabel(id));
      if (hasSecret
          || Trees.children(service, "entries").stream().anyMatch(KymaForm::namesSecret)) {
        bundles.add(id);
      }
    }
    bundles.addAll(labels);
    return bundles;
  }

  private static boolean namesSecret(Map<String, ?> entry) {
    return !Trees.text(Trees.child(entry, "credentials"), "secretName").isEmpty()
        || !Trees.text(entry, "requestParametersSecretName").isEmpty();
  }
}
