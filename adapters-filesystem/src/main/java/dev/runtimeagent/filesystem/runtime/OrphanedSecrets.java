package dev.runtimeagent.filesystem.runtime;

import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.form.SecretDocument;
import dev.runtimeagent.domain.plan.SecretName;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes Secrets whose Application is gone, as a cluster's garbage collector does: a deletion cut
 * short leaves them. Done once, right before the first change of a life, since only then a
 * synchronization is proven.
 */
final class OrphanedSecrets {
  private static final Logger log = LoggerFactory.getLogger(OrphanedSecrets.class);

  private final ManifestFolder applications;
  private final ManifestFolder secrets;
  private final KymaForm form;
  private boolean collected;

  OrphanedSecrets(ManifestFolder applications, ManifestFolder secrets, KymaForm form) {
    this.applications = applications;
    this.secrets = secrets;
    this.form = form;
  }

  /** Who comes meanwhile waits, so that no Secret of theirs is taken for an orphan. */
  synchronized void collectOnce() throws IOException {
    if (!collected) {
      // In this order: a Secret that is seen here has an Application that is seen there.
      var candidates = secrets.scan().sightings();
      var owners =
          applications.scan().sightings().keySet().stream()
              .map(SecretName::applicationLabel)
              .collect(Collectors.toSet());
      // Without any Application, the folder rather than all Applications went missing.
      if (!owners.isEmpty()) {
        var labels = new TreeSet<String>();
        candidates.values().forEach(sighting -> labels.add(sighting.label()));
        labels.remove("");
        labels.removeAll(owners);
        for (var label : labels) {
          collect(label);
        }
      }
      collected = true;
    }
  }

  private void collect(String label) throws IOException {
    var labelled =
        secrets.labelled(label).keySet().stream()
            .flatMap(name -> secrets.read(name).flatMap(SecretDocument::read).stream())
            .toList();
    var manifest = Map.of("metadata", Map.of("name", label));
    var names =
        form.secretsOf(manifest, _ -> labelled).stream()
            .map(SecretDocument::name)
            .collect(Collectors.toCollection(TreeSet::new));
    remove(label, names);
  }

  private void remove(String label, Set<String> names) throws IOException {
    for (var name : names) {
      secrets.remove(name);
    }
    if (!names.isEmpty()) {
      secrets.sync();
      log.atInfo()
          .addKeyValue("application", label)
          .addKeyValue("secrets", names)
          .log("Secrets of an Application that is gone were removed");
    }
  }
}
