package dev.runtimeagent.filesystem.runtime;

import dev.runtimeagent.application.form.KymaDocuments;
import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.form.Parsed;
import dev.runtimeagent.application.form.SecretDocument;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.domain.Sha256;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.filesystem.StoreLayout;
import dev.runtimeagent.filesystem.document.DurableFiles;
import dev.runtimeagent.filesystem.document.FileProblem;
import dev.runtimeagent.filesystem.document.FolderWatch;
import dev.runtimeagent.filesystem.document.Secrecy;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Runtime that is a pair of folders. What cannot be read, or is not what belongs there, is told
 * by its path and left alone.
 *
 * <p>Applications get no UID here and Secrets no owner: a cluster that is given the files would
 * collect Secrets whose owner has a UID it does not know. An Application that brings a UID keeps
 * it, and its Secrets name it.
 */
public final class FileApplicationTarget implements ApplicationTarget {
  private final StoreLayout layout;
  private final KymaForm form;
  private final ManifestFolder applications;
  private final ManifestFolder secrets;
  private final OrphanedSecrets orphans;
  private final Map<String, HeldApplication> held = new ConcurrentHashMap<>();

  public FileApplicationTarget(StoreLayout layout, DurableFiles files, KymaForm form, Clock clock) {
    this.layout = layout;
    this.form = form;
    this.applications =
        new ManifestFolder(
            layout.root(),
            layout.applications(),
            Secrecy.OPEN,
            files,
            clock,
            FileApplicationTarget::checkApplication);
    this.secrets =
        new ManifestFolder(
            layout.root(),
            layout.secrets(),
            Secrecy.OWNER_ONLY,
            files,
            clock,
            FileApplicationTarget::checkSecret);
    this.orphans = new OrphanedSecrets(applications, secrets, form);
  }

  @Override
  public Holdings holdings() {
    try {
      var secretScan = secrets.scan();
      var applicationScan = applications.scan();
      var digests = digestsByLabel(secretScan.sightings());
      var secretNames = secretScan.namesByLabel();
      var found = new ArrayList<HeldApplication>();
      for (var sighting : new TreeMap<>(applicationScan.sightings()).entrySet()) {
        var name = sighting.getKey();
        if (sighting.getValue().problem().isEmpty()) {
          var version = version(name, sighting.getValue(), digests);
          var known = Optional.ofNullable(held.get(name));
          known
              .filter(h -> h.version().equals(version))
              .or(() ->
                  readHeld(
                      name,
                      version,
                      applicationScan,
                      secretScan,
                      secretNames.getOrDefault(SecretName.applicationLabel(name), List.of())))
              .ifPresent(found::add);
        }
      }
      held.keySet().retainAll(applicationScan.sightings().keySet());
      found.forEach(h -> held.put(h.name(), h));
      return new Holdings.Held(found);
    } catch (IOException e) {
      var place =
          e instanceof FileSystemException f && f.getFile() != null
              ? Path.of(f.getFile())
              : layout.root();
      return new Holdings.Unknown(FileProblem.of("read", place, e));
    }
  }

  @Override
  public Fit fit(Application application, String name) {
    return ManifestFolder.nameProblem(name)
        .<Fit>map(Fit.Unfit::new)
        .orElseGet(() -> form.fit(application, name));
  }

  @Override
  public Outcome create(Application application, String name) {
    var nameProblem = ManifestFolder.nameProblem(name);
    if (nameProblem.isPresent()) {
      return new Outcome.Failed(nameProblem.get());
    }
    return change(
        name,
        () -> {
          var documents = form.documents(application, name);
          var present = applications.look(name);
          if (present.isPresent()) {
            return settle(present.get(), documents);
          }
          var digest = applications.put(name, documents.application(), "");
          applications.sync();
          var failure = storeSecrets(documents, Optional.empty());
          return failure.isPresent()
              ? failure.get()
              : done(documents.application(), digest, documents, Optional.empty());
        });
  }

  @Override
  public Outcome update(HeldApplication expected, Application application) {
    var name = expected.name();
    return change(
        name,
        () -> {
          var existing = stillThere(expected).flatMap(_ -> applications.read(name));
          if (existing.isEmpty()) {
            return changedMeanwhile(name);
          }
          var documents = form.documents(application, name);
          var uid = uid(existing.get());
          var failure = storeSecrets(documents, uid);
          if (failure.isPresent()) {
            return failure.get();
          }
          var merged = form.merged(existing.get(), documents);
          var digest =
              merged.equals(existing.get())
                  ? applications.look(name).map(Sighting::digest).orElse("")
                  : applications.put(name, merged, "");
          applications.sync();
          var own = ownSecrets(name);
          removeSecrets(
              form.secretsOf(existing.get(), _ -> own).stream()
                  .map(SecretDocument::name)
                  .filter(secret -> isUnwanted(secret, documents))
                  .toList());
          return done(merged, digest, documents, uid);
        });
  }

  @Override
  public Outcome delete(HeldApplication expected) {
    var name = expected.name();
    return change(
        name,
        () -> {
          if (applications.look(name).isEmpty()) {
            return new Outcome.Done();
          }
          var existing = stillTheSame(expected).flatMap(_ -> applications.read(name));
          if (existing.isEmpty()) {
            return changedMeanwhile(name);
          }
          var labelled = ownSecrets(name);
          var own = form.secretsOf(existing.get(), _ -> labelled);
          applications.remove(name);
          applications.sync();
          held.remove(name);
          removeSecrets(own.stream().map(SecretDocument::name).toList());
          return new Outcome.Done();
        });
  }

  @Override
  public Watch watch(Runnable changed) {
    return FolderWatch.of(
        List.of(layout.applications(), layout.secrets()),
        path -> applications.isNews(path) || secrets.isNews(path),
        changed);
  }

  @FunctionalInterface
  private interface Change {
    Outcome run() throws IOException;
  }

  private Outcome change(String name, Change change) {
    try {
      orphans.collectOnce();
      return change.run();
    } catch (IOException e) {
      return new Outcome.Failed(FileProblem.of("change", applications.path(name), e));
    }
  }

  /** Something is there already: good if it is what is wanted. */
  private Outcome settle(Sighting present, KymaDocuments wanted) throws IOException {
    if (present.problem().isPresent()) {
      return new Outcome.Failed(
          present.problem().get() + "; mend the file, or move it away, and the next sync goes on");
    }
    var own = ownSecrets(wanted.name());
    var isWanted =
        applications
            .read(wanted.name())
            .map(manifest -> form.held(manifest, _ -> own, ""))
            .filter(now -> now.digest().equals(wanted.digest()))
            .isPresent();
    return isWanted
        ? new Outcome.Done()
        : new Outcome.Failed(
            applications.path(wanted.name()) + " came in between; the next sync looks at it");
  }

  private Outcome changedMeanwhile(String name) {
    return new Outcome.Failed(
        applications.path(name)
            + " or a Secret of it changed meanwhile; the next sync looks again");
  }

  /** Remembers what is stored now, which spares reading it. */
  private Outcome done(
      Map<String, ?> manifest, String digest, KymaDocuments documents, Optional<String> uid)
      throws IOException {
    var stored =
        documents.secrets().stream()
            .map(secret -> uid.map(secret::ownedBy).orElse(secret))
            .toList();
    var sighting = applications.look(documents.name());
    if (sighting.filter(s -> s.digest().equals(digest)).isPresent()) {
      var version = version(documents.name(), sighting.get(), digestsOf(documents));
      held.put(documents.name(), form.held(manifest, _ -> stored, version));
    }
    return new Outcome.Done();
  }

  /** The file, if it and its Secrets are still what was looked at. */
  private Optional<Sighting> stillThere(HeldApplication expected) throws IOException {
    var name = expected.name();
    var digests = digestsByLabel(secrets.labelled(SecretName.applicationLabel(name)));
    return stillTheSame(expected)
        .filter(now -> version(name, now, digests).equals(expected.version()));
  }

  /**
   * The file, if it is still the one that was looked at, whatever became of the Secrets: those that
   * a renamed Application took over are no longer labelled as this one's.
   */
  private Optional<Sighting> stillTheSame(HeldApplication expected) throws IOException {
    return applications
        .look(expected.name())
        .filter(now -> now.problem().isEmpty())
        .filter(now -> expected.version().startsWith(versionStart(now)));
  }

  /** The Secrets that are labelled as those of an Application. */
  private List<SecretDocument> ownSecrets(String name) throws IOException {
    return documents(secrets.labelled(SecretName.applicationLabel(name)).keySet(), Map.of());
  }

  /** What kept a Secret from being stored, if anything did. */
  private Optional<Outcome> storeSecrets(KymaDocuments documents, Optional<String> uid)
      throws IOException {
    for (var plain : documents.secrets()) {
      var wanted = uid.map(plain::ownedBy).orElse(plain);
      var name = wanted.name();
      var sighting = secrets.look(name);
      if (sighting.flatMap(Sighting::problem).isPresent()) {
        return Optional.of(
            new Outcome.Failed(
                sighting.flatMap(Sighting::problem).orElseThrow()
                    + "; mend the file, or move it away, and the next sync goes on"));
      }
      Map<String, @Nullable Object> existing =
          sighting.flatMap(_ -> secrets.read(name)).orElseGet(HashMap::new);
      var mayReplace =
          sighting.isEmpty()
              || SecretDocument.read(existing).filter(s -> s.mayBecome(wanted)).isPresent();
      if (!mayReplace) {
        return Optional.of(
            new Outcome.Failed(
                secrets.path(name)
                    + " belongs to something else; move it away, and the next sync goes on"));
      }
      var manifest = wanted.manifest(existing, documents.name());
      if (manifest.equals(existing)) {
        secrets.restrict(name);
      } else {
        secrets.put(name, manifest, wanted.application());
      }
    }
    if (!documents.secrets().isEmpty()) {
      secrets.sync();
    }
    return Optional.empty();
  }

  private void removeSecrets(List<String> names) throws IOException {
    for (var name : names) {
      secrets.remove(name);
    }
    if (!names.isEmpty()) {
      secrets.sync();
    }
  }

  private Optional<HeldApplication> readHeld(
      String name,
      String version,
      ManifestFolder.Scan applicationScan,
      ManifestFolder.Scan secretScan,
      Collection<String> secretNames) {
    return Optional.ofNullable(applicationScan.manifests().get(name))
        .or(() -> applications.read(name))
        .map(manifest ->
            form.held(manifest, _ -> documents(secretNames, secretScan.manifests()), version));
  }

  private List<SecretDocument> documents(
      Collection<String> names, Map<String, Map<String, @Nullable Object>> manifests) {
    return names.stream()
        .sorted()
        .flatMap(name ->
            Optional.ofNullable(manifests.get(name))
                .or(() -> secrets.read(name))
                .flatMap(SecretDocument::read)
                .stream())
        .toList();
  }

  /** Digests of the Secrets' files by the label {@code app}, each as one text. */
  private static Map<String, String> digestsByLabel(Map<String, Sighting> sightings) {
    return sightings.entrySet().stream()
        .filter(secret -> !secret.getValue().label().isEmpty())
        .sorted(Map.Entry.comparingByKey())
        .collect(
            Collectors.groupingBy(
                secret -> secret.getValue().label(),
                Collectors.mapping(
                    secret -> secret.getKey() + " " + secret.getValue().fingerprint(),
                    Collectors.joining("\n"))));
  }

  private Map<String, String> digestsOf(KymaDocuments documents) throws IOException {
    var own = new HashMap<String, Sighting>();
    for (var secret : documents.secrets()) {
      secrets.look(secret.name()).ifPresent(sighting -> own.put(secret.name(), sighting));
    }
    return digestsByLabel(own);
  }

  private static String version(
      String name, Sighting application, Map<String, String> secretDigests) {
    var secretDigest = secretDigests.getOrDefault(SecretName.applicationLabel(name), "");
    return versionStart(application) + Sha256.hex(secretDigest);
  }

  private static String versionStart(Sighting application) {
    return application.digest() + "/";
  }

  private static boolean isUnwanted(String secret, KymaDocuments wanted) {
    return wanted.secrets().stream().noneMatch(document -> document.name().equals(secret));
  }

  private static Optional<String> uid(Map<String, @Nullable Object> manifest) {
    return manifest.get("metadata") instanceof Map<?, ?> metadata
            && metadata.get("uid") instanceof String uid
            && !uid.isEmpty()
        ? Optional.of(uid)
        : Optional.empty();
  }

  private static Parsed<String> checkApplication(
      String name, Map<String, @Nullable Object> manifest) {
    return checkNamed("Application", name, manifest).then(_ -> new Parsed.Good<>(""));
  }

  private static Parsed<String> checkSecret(String name, Map<String, @Nullable Object> manifest) {
    return checkNamed("Secret", name, manifest)
        .then(_ ->
            SecretDocument.read(manifest)
                .<Parsed<String>>map(secret -> new Parsed.Good<>(secret.application()))
                .orElseGet(() -> new Parsed.Bad<>("its data is not base64")));
  }

  private static Parsed<String> checkNamed(
      String kind, String name, Map<String, @Nullable Object> manifest) {
    if (!kind.equals(manifest.get("kind"))) {
      return new Parsed.Bad<>("it is no " + kind);
    }
    return manifest.get("metadata") instanceof Map<?, ?> metadata
            && name.equals(metadata.get("name"))
        ? new Parsed.Good<>(name)
        : new Parsed.Bad<>("metadata.name is not the name of the file");
  }
}
