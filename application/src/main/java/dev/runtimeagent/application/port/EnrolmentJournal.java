package dev.runtimeagent.application.port;

import java.util.Optional;

/** For remembering an enrolment under way and the tokens that were refused (design, 4.2). */
public interface EnrolmentJournal {
  Stored<JournalEntry> load();

  /**
   * Writes the whole entry.
   *
   * @param expected the version last read, or {@link Writing#ABSENT}
   */
  Writing save(JournalEntry entry, String expected);

  /** Erases it; its absence is a success. */
  Writing erase();

  /** A dry run of {@link #save}: what would keep it from working, in words, or empty. */
  Optional<String> rehearse();
}
