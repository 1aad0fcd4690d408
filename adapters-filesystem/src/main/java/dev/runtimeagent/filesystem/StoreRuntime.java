package dev.runtimeagent.filesystem;

import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.runtime.Home;
import dev.runtimeagent.application.runtime.OpenRuntime;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.application.runtime.Target;
import dev.runtimeagent.filesystem.document.DurableFiles;
import dev.runtimeagent.filesystem.document.FileProblem;
import dev.runtimeagent.filesystem.runtime.FileApplicationTarget;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder as home, target or both. Nothing stays open between two uses of a file. */
final class StoreRuntime implements OpenRuntime, Home {
  private static final Logger log = LoggerFactory.getLogger(StoreRuntime.class);

  private final StoreLayout layout;
  private final Set<Facet> facets;
  private final KymaForm form;
  private final Surroundings surroundings;
  private final DurableFiles files = new DurableFiles();

  StoreRuntime(StoreLayout layout, Set<Facet> facets, KymaForm form, Surroundings surroundings) {
    this.layout = layout;
    this.facets = Set.copyOf(facets);
    this.form = form;
    this.surroundings = surroundings;
  }

  @Override
  public Optional<Home> home() {
    return Optional.of(this);
  }

  @Override
  public Optional<Target> target() {
    return Optional.of(() -> new FileApplicationTarget(layout, files, form, surroundings.clock()));
  }

  @Override
  public Leadership leadership() {
    return new FileLeadership(layout, files, surroundings.clock());
  }

  @Override
  public Stores stores() {
    return new Stores(
        new FileConfigurationSource(layout, surroundings.clock(), surroundings.pause()),
        new FileCredentialStore(layout, files, surroundings.certificates()),
        new FileEnrolmentJournal(layout, files),
        new FileConnectionDocuments(layout, files));
  }

  /** Where it is no home, nobody takes the lock, which would clear this away. */
  @Override
  public Watch accompany() {
    if (!facets.contains(Facet.HOME)) {
      for (var folder : List.of(layout.applications(), layout.secrets())) {
        try {
          files.sweep(folder);
        } catch (IOException e) {
          log.atWarn()
              .addKeyValue("problem", FileProblem.of("clear", folder, e))
              .log("What a former process left half-written stays");
        }
      }
    }
    return () -> {};
  }
}
