package dev.runtimeagent.filesystem;

import dev.runtimeagent.application.form.ConnectionForm;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.filesystem.document.DocumentFile;
import dev.runtimeagent.filesystem.document.DurableFiles;
import dev.runtimeagent.filesystem.document.FileWatch;
import dev.runtimeagent.filesystem.document.Secrecy;
import dev.runtimeagent.filesystem.document.WriteLock;

/** The connection document as a file. Whoever watches hears of others' changes alone. */
public final class FileConnectionDocuments implements ConnectionDocuments {
  private final DocumentFile<ConnectionDocument> file;
  private volatile String ownVersion = Writing.ABSENT;

  public FileConnectionDocuments(StoreLayout layout, DurableFiles files) {
    this.file =
        new DocumentFile<>(
            layout.connection(),
            Secrecy.OPEN,
            files,
            new WriteLock(layout.writeLock()),
            ConnectionForm::read);
  }

  @Override
  public Stored<ConnectionDocument> read() {
    return file.read();
  }

  @Override
  public Writing write(ConnectionDocument document, String expected) {
    var writing = file.write(tree -> ConnectionForm.manifest(document, tree), expected);
    if (writing instanceof Writing.Written(var version)) {
      ownVersion = version;
    }
    return writing;
  }

  @Override
  public Writing delete() {
    return file.delete();
  }

  @Override
  public Watch watch(Runnable changed) {
    return FileWatch.of(
        file.path(),
        () -> {
          if (!isOwn(read())) {
            changed.run();
          }
        });
  }

  private boolean isOwn(Stored<ConnectionDocument> now) {
    return now instanceof Stored.Found(_, var version) && version.equals(ownVersion);
  }
}
