package dev.runtimeagent.application.containment;

import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import java.util.Optional;

/** A journal that always answers. */
public final class ContainedJournal implements EnrolmentJournal {
  private final EnrolmentJournal journal;
  private final Containment containment;

  public ContainedJournal(EnrolmentJournal journal, Containment containment) {
    this.journal = journal;
    this.containment = containment;
  }

  @Override
  public Stored<JournalEntry> load() {
    return containment.ask("reading the journal", journal::load, Stored.Unreadable::new);
  }

  @Override
  public Writing save(JournalEntry entry, String expected) {
    return containment.ask(
        "writing the journal", () -> journal.save(entry, expected), Writing.Failed::new);
  }

  @Override
  public Writing erase() {
    return containment.ask("erasing the journal", journal::erase, Writing.Failed::new);
  }

  @Override
  public Optional<String> rehearse() {
    return containment.ask("rehearsing the journal", journal::rehearse, Optional::of);
  }
}
