package dev.runtimeagent.filesystem;

import static dev.runtimeagent.application.port.StoredSamples.ENTRY;
import static dev.runtimeagent.filesystem.StoreFolder.permissions;
import static dev.runtimeagent.filesystem.StoreFolder.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.EnrolmentJournalContract;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.filesystem.document.DurableFiles;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FileEnrolmentJournalTest extends InStoreFolder implements EnrolmentJournalContract {
  @Override
  public EnrolmentJournal open() {
    return new FileEnrolmentJournal(layout, new DurableFiles());
  }

  @Override
  public void damage() throws IOException {
    put(layout.journal(), "kind: [garbage");
  }

  @Override
  public void makeUnreachable() throws IOException {
    StoreFolder.obstruct(layout.journal());
  }

  @Override
  public void makeReachable() throws IOException {
    StoreFolder.clear(layout.journal());
  }

  @Test
  void keepsKeysAndTokensFromEverybodyElse() throws IOException {
    open().save(ENTRY, Writing.ABSENT);

    assertThat(permissions(layout.journal())).isEqualTo("rw-------");
  }

  @Test
  void leavesNoFileWhenDone() {
    open().save(ENTRY, Writing.ABSENT);
    open().erase();

    assertThat(layout.journal()).doesNotExist();
    assertThat(layout.journal().getParent()).isEmptyDirectory();
  }

  @Test
  void doesNotGuessAtAnotherFormat() throws IOException {
    put(layout.journal(), "kind: Secret\nstringData: {format: \"7\"}\n");

    assertThat(open().load())
        .isInstanceOfSatisfying(
            Stored.Unreadable.class,
            unreadable -> assertThat(unreadable.problem()).contains("format"));
  }
}
