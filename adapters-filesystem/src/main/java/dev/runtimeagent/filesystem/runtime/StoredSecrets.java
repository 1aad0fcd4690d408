package dev.runtimeagent.filesystem.runtime;

import dev.runtimeagent.application.form.KymaDocuments;
import dev.runtimeagent.application.form.Parsed;
import dev.runtimeagent.application.form.SecretDocument;
import dev.runtimeagent.domain.plan.SecretName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Secrets of the Applications in a folder. One is an Application's by its label, and what
 * belongs to something else is never replaced.
 */
final class StoredSecrets {
  private final ManifestFolder folder;

  StoredSecrets(ManifestFolder folder) {
    this.folder = folder;
  }

  /** Says of a manifest found under a name which Application's it is. */
  static Parsed<String> check(String name, Map<String, @Nullable Object> manifest) {
    return ManifestNames.check("Secret", name, manifest)
        .then(_ ->
            SecretDocument.read(manifest)
                .<Parsed<String>>map(secret -> new Parsed.Good<>(secret.application()))
                .orElseGet(() -> new Parsed.Bad<>("its data is not base64")));
  }

  ManifestFolder.Scan scan() throws IOException {
    return folder.scan();
  }

  /** Whether {@code path} is theirs and not as it was seen last. */
  boolean isNews(Path path) {
    return folder.isNews(path);
  }

  /** Those that are labelled as an Application's. */
  List<SecretDocument> of(String application) throws IOException {
    return read(folder.labelled(SecretName.applicationLabel(application)).keySet(), Map.of());
  }

  /**
   * Reads those of {@code names} that can be read.
   *
   * @param manifests what was read of them just now
   */
  List<SecretDocument> read(
      Collection<String> names, Map<String, Map<String, @Nullable Object>> manifests) {
    return names.stream()
        .sorted()
        .flatMap(name ->
            Optional.ofNullable(manifests.get(name))
                .or(() -> folder.read(name))
                .flatMap(SecretDocument::read)
                .stream())
        .toList();
  }

  /**
   * Stores an Application's Secrets, durable when this returns.
   *
   * @param uid of the Application that is to own them
   * @return what kept one from being stored; those before it are
   */
  Optional<String> store(KymaDocuments documents, Optional<String> uid) throws IOException {
    for (var plain : documents.secrets()) {
      var problem = store(documents.name(), uid.map(plain::ownedBy).orElse(plain));
      if (problem.isPresent()) {
        return problem;
      }
    }
    if (!documents.secrets().isEmpty()) {
      folder.sync();
    }
    return Optional.empty();
  }

  private Optional<String> store(String application, SecretDocument wanted) throws IOException {
    var name = wanted.name();
    var sighting = folder.look(name);
    var problem = sighting.flatMap(Sighting::problem);
    if (problem.isPresent()) {
      return problem.map(p -> p + "; mend the file, or move it away, and the next sync goes on");
    }
    Map<String, @Nullable Object> existing =
        sighting.flatMap(_ -> folder.read(name)).orElseGet(HashMap::new);
    var mayReplace =
        sighting.isEmpty()
            || SecretDocument.read(existing).filter(s -> s.mayBecome(wanted)).isPresent();
    if (!mayReplace) {
      return Optional.of(
          folder.path(name)
              + " belongs to something else; move it away, and the next sync goes on");
    }
    var manifest = wanted.manifest(existing, application);
    if (manifest.equals(existing)) {
      folder.restrict(name);
    } else {
      folder.put(name, manifest, wanted.application());
    }
    return Optional.empty();
  }

  void remove(List<String> names) throws IOException {
    for (var name : names) {
      folder.remove(name);
    }
    if (!names.isEmpty()) {
      folder.sync();
    }
  }

  /** Digests of the files labelled as an Application's, as {@link #digestsByLabel} has them. */
  Map<String, String> digests(String application) throws IOException {
    return digestsByLabel(folder.labelled(SecretName.applicationLabel(application)));
  }

  /** Digests of the files of {@code documents}, as {@link #digestsByLabel} has them. */
  Map<String, String> digests(KymaDocuments documents) throws IOException {
    var own = new HashMap<String, Sighting>();
    for (var secret : documents.secrets()) {
      folder.look(secret.name()).ifPresent(sighting -> own.put(secret.name(), sighting));
    }
    return digestsByLabel(own);
  }

  /** Digests of the Secrets' files by the label {@code app}, each as one text. */
  static Map<String, String> digestsByLabel(Map<String, Sighting> sightings) {
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
}
