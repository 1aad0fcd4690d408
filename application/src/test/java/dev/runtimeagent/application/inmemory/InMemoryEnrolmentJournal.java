package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import java.util.Optional;

/** The journal in memory. */
public final class InMemoryEnrolmentJournal implements EnrolmentJournal {
  private final InMemoryRecord<JournalEntry> entry = new InMemoryRecord<>();

  /** What is kept, and its failures. */
  public InMemoryRecord<JournalEntry> entry() {
    return entry;
  }

  @Override
  public Stored<JournalEntry> load() {
    return entry.read();
  }

  @Override
  public Writing save(JournalEntry newer, String expected) {
    var written = entry.write(newer, expected);
    return written instanceof Writing.Written && newer.equals(JournalEntry.EMPTY)
        ? entry.erase()
        : written;
  }

  @Override
  public Writing erase() {
    return entry.erase();
  }

  @Override
  public Optional<String> rehearse() {
    return entry.problem();
  }
}
