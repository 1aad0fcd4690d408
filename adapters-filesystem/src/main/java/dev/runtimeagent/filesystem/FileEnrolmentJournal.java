package dev.runtimeagent.filesystem;

import dev.runtimeagent.application.form.JournalForm;
import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.form.Parsed;
import dev.runtimeagent.application.form.SecretForm;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.filesystem.document.DocumentFile;
import dev.runtimeagent.filesystem.document.DurableFiles;
import dev.runtimeagent.filesystem.document.Secrecy;
import dev.runtimeagent.filesystem.document.WriteLock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a Secret of a store; there is a file only while there is something to remember.
 */
public final class FileEnrolmentJournal implements EnrolmentJournal {
  private static final NamespacedName NAME = new NamespacedName("kyma-system", JournalForm.NAME);

  private final DocumentFile<JournalEntry> file;

  public FileEnrolmentJournal(StoreLayout layout, DurableFiles files) {
    this.file =
        new DocumentFile<>(
            layout.journal(),
            Secrecy.OWNER_ONLY,
            files,
            new WriteLock(layout.writeLock()),
            FileEnrolmentJournal::read);
  }

  @Override
  public Stored<JournalEntry> load() {
    return file.read();
  }

  @Override
  public Writing save(JournalEntry entry, String expected) {
    return entry.equals(JournalEntry.EMPTY)
        ? file.delete(expected)
        : file.write(
            tree -> SecretForm.manifest(NAME, JournalForm.entries(entry), _ -> true, tree),
            expected);
  }

  @Override
  public Writing erase() {
    return file.delete();
  }

  @Override
  public Optional<String> rehearse() {
    return file.rehearse();
  }

  private static Parsed<JournalEntry> read(Map<String, @Nullable Object> tree) {
    return SecretForm.entries(tree, _ -> true).then(JournalForm::read);
  }
}
