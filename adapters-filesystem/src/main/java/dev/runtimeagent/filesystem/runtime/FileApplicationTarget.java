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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
  private final StoredSecrets secrets;
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
    var secretFolder =
        new ManifestFolder(
            layout.root(),
            layout.secrets(),
            Secrecy.OWNER_ONLY,
            files,
            clock,
            StoredSecrets::check);
    this.secrets = new StoredSecrets(secretFolder);
    this.orphans = new OrphanedSecrets(applications, secretFolder, form);
  }

  @Override
  public Holdings holdings() {
    try {
      var secretScan = secrets.scan();
      var applicationScan = applications.scan();
      var digests = StoredSecrets.digestsByLabel(secretScan.sightings());
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
    return ManifestNames.problem(name)
        .<Fit>map(Fit.Unfit::new)
        .orElseGet(() -> form.fit(application, name));
  }

  @Override
  public Outcome create(Application application, String name) {
    var nameProblem = ManifestNames.problem(name);
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
          var failure = secrets.store(documents, Optional.empty()).map(Outcome.Failed::new);
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
          var failure = secrets.store(documents, uid).map(Outcome.Failed::new);
          if (failure.isPresent()) {
            return failure.get();
          }
          var merged = form.merged(existing.get(), documents);
          var digest =
              merged.equals(existing.get())
                  ? applications.look(name).map(Sighting::digest).orElse("")
                  : applications.put(name, merged, "");
          applications.sync();
          var own = secrets.of(name);
          secrets.remove(
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
          var labelled = secrets.of(name);
          var own = form.secretsOf(existing.get(), _ -> labelled);
          applications.remove(name);
          applications.sync();
          held.remove(name);
          secrets.remove(own.stream().map(SecretDocument::name).toList());
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
    var own = secrets.of(wanted.name());
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
      var version = version(documents.name(), sighting.get(), secrets.digests(documents));
      held.put(documents.name(), form.held(manifest, _ -> stored, version));
    }
    return new Outcome.Done();
  }

  /** The file, if it and its Secrets are still what was looked at. */
  private Optional<Sighting> stillThere(HeldApplication expected) throws IOException {
    var name = expected.name();
    var digests = secrets.digests(name);
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

  private Optional<HeldApplication> readHeld(
      String name,
      String version,
      ManifestFolder.Scan applicationScan,
      ManifestFolder.Scan secretScan,
      Collection<String> secretNames) {
    return Optional.ofNullable(applicationScan.manifests().get(name))
        .or(() -> applications.read(name))
        .map(manifest ->
            form.held(manifest, _ -> secrets.read(secretNames, secretScan.manifests()), version));
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
    return ManifestNames.check("Application", name, manifest).then(_ -> new Parsed.Good<>(""));
  }
}
