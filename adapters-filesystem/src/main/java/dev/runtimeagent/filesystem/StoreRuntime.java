package dev.runtimeagent.filesystem;

import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.port.Leadership;
import dev.runtimeagent.application.runtime.Home;
import dev.runtimeagent.application.runtime.OpenRuntime;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.application.runtime.Target;
import dev.runtimeagent.filesystem.document.DurableFiles;
import dev.runtimeagent.filesystem.runtime.FileApplicationTarget;
import java.util.Optional;

/** A folder as home, target or both. Nothing stays open between two uses of a file. */
final class StoreRuntime implements OpenRuntime, Home {
  private final StoreLayout layout;
  private final KymaForm form;
  private final Surroundings surroundings;
  private final DurableFiles files = new DurableFiles();

  StoreRuntime(StoreLayout layout, KymaForm form, Surroundings surroundings) {
    this.layout = layout;
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
}
