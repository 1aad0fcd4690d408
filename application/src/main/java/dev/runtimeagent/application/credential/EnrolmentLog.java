package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.JournalEntry.Enrolment;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.connection.TokenLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one owner of the enrolment under way and of the refused tokens in memory. What cannot be
 * written stays in memory, so that a token in hand is not lost while the process lives. Safe for
 * use by several threads.
 */
public final class EnrolmentLog {
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
  private static final int CONFLICTS = 3;

  private final EnrolmentJournal journal;
  private final Clock clock;
  private final Pause pause;
  private boolean loaded;
  private boolean dirty;
  private volatile JournalEntry entry = JournalEntry.EMPTY;
  private String version = Writing.ABSENT;

  public EnrolmentLog(EnrolmentJournal journal, Clock clock, Pause pause) {
    this.journal = journal;
    this.clock = clock;
    this.pause = pause;
  }

  /** Reads the journal, until that has succeeded once; answers why it did not. */
  public synchronized Optional<String> load() {
    return loaded ? Optional.empty() : read();
  }

  /** A dry run of a write: what would keep it from working, in words, or empty. */
  public Optional<String> rehearse() {
    return load().or(journal::rehearse);
  }

  public Optional<Enrolment> enrolment() {
    return entry.enrolment();
  }

  public List<TokenLedger.Refused> refused() {
    return entry.refused();
  }

  /**
   * Writes the next phase once, unless somebody else wrote in between, who is heard then.
   *
   * @return why it is not written
   */
  public synchronized Optional<String> write(Enrolment enrolment) {
    var before = entry;
    entry = new JournalEntry(Optional.of(enrolment), entry.refused());
    return switch (journal.save(entry, version)) {
      case Writing.Written(var newer) -> {
        written(newer);
        yield Optional.empty();
      }
      case Writing.Failed(var problem) -> {
        entry = before;
        yield Optional.of(problem);
      }
      case Writing.Conflict _ -> {
        entry = before;
        yield read().or(() -> Optional.of("somebody else wrote the enrolment journal just now"));
      }
    };
  }

  /** Writes what must not be lost, over whatever is there, trying for {@code atMost}. */
  public synchronized Optional<String> insist(Enrolment enrolment, Duration atMost) {
    entry = new JournalEntry(Optional.of(enrolment), entry.refused());
    dirty = true;
    var until = clock.now().plus(atMost);
    var problem = store();
    while (problem.isPresent() && clock.now().isBefore(until)) {
      try {
        pause.hold(BETWEEN_TRIES);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return problem;
      }
      problem = store();
    }
    return problem;
  }

  /** Remembers that {@code configuration}'s token was refused; ends its enrolment if asked to. */
  public synchronized TokenLedger.Refused refuse(
      ConnectionConfiguration configuration, boolean endEnrolment) {
    var ledger = new TokenLedger(List.of(), entry.refused()).refuse(configuration, clock.now());
    change(new JournalEntry(endEnrolment ? Optional.empty() : entry.enrolment(), ledger.refused()));
    return ledger.refusal(configuration).orElseThrow();
  }

  /** Erases key and tokens of the enrolment; refusals stay. */
  public synchronized void forgetEnrolment() {
    if (entry.enrolment().isPresent()) {
      change(new JournalEntry(Optional.empty(), entry.refused()));
    }
  }

  /** Forgets refusals, as the deletion of the connection document asks for. */
  public synchronized void forgive() {
    if (!entry.refused().isEmpty()) {
      change(new JournalEntry(entry.enrolment(), List.of()));
    }
  }

  /** Erases everything if the credential that is proven now is the one that was enrolled. */
  public synchronized void settle(SecretText provenKey) {
    if (load().isEmpty() && entry.enrolment().filter(e -> isSame(e.key(), provenKey)).isPresent()) {
      change(JournalEntry.EMPTY);
    }
  }

  /** Writes what is not written yet, and erases key and tokens that are 24 h old. */
  public synchronized void tidy() {
    if (load().isPresent()) {
      return;
    }
    if (entry.enrolment().filter(e -> isOld(e.at())).isPresent()) {
      forgetEnrolment();
    } else if (dirty) {
      store();
    }
  }

  /** Whether key and tokens of a phase begun {@code at} are to be erased. */
  public boolean isOld(Instant at) {
    return Duration.between(at, clock.now()).compareTo(KEPT) >= 0;
  }

  /** Whether two keys are one; stores may have changed the line breaks around it. */
  public static boolean isSame(SecretText key, SecretText other) {
    return SecretText.of(key.reveal().strip()).equals(SecretText.of(other.reveal().strip()));
  }

  /** What cannot be written now is written when it is tidied up. */
  private void change(JournalEntry newer) {
    entry = newer;
    dirty = true;
    store();
  }

  private Optional<String> read() {
    return switch (journal.load()) {
      case Stored.Found<JournalEntry>(var content, var found) -> {
        take(content, found);
        yield Optional.empty();
      }
      case Stored.Missing<JournalEntry> _ -> {
        take(JournalEntry.EMPTY, Writing.ABSENT);
        yield Optional.empty();
      }
      case Stored.Unreadable<JournalEntry>(var problem) -> replaced(problem);
    };
  }

  /**
   * A journal that nobody can understand is of no use to anybody: it gives way to an empty one. One
   * that cannot be reached is not touched, since that write fails.
   *
   * @return why it is not replaced
   */
  private Optional<String> replaced(String problem) {
    if (journal.save(JournalEntry.EMPTY, Writing.DAMAGED) instanceof Writing.Written(var newer)) {
      take(JournalEntry.EMPTY, newer);
      return Optional.empty();
    }
    return Optional.of(problem);
  }

  private void take(JournalEntry content, String found) {
    loaded = true;
    dirty = false;
    entry = content;
    version = found;
  }

  private Optional<String> store() {
    for (int tries = 0; tries < CONFLICTS; tries++) {
      var writing =
          entry.equals(JournalEntry.EMPTY) ? journal.erase() : journal.save(entry, version);
      switch (writing) {
        case Writing.Written(var newer) -> {
          written(newer);
          return Optional.empty();
        }
        case Writing.Failed(var problem) -> {
          return Optional.of(problem);
        }
        case Writing.Conflict _ -> {
          switch (journal.load()) {
            case Stored.Found<JournalEntry>(_, var found) -> version = found;
            case Stored.Missing<JournalEntry> _ -> version = Writing.ABSENT;
            // If it is out of reach instead, the write says so.
            case Stored.Unreadable<JournalEntry> _ -> version = Writing.DAMAGED;
          }
        }
      }
    }
    return Optional.of("the enrolment journal keeps being changed by somebody else");
  }

  private void written(String newer) {
    version = entry.equals(JournalEntry.EMPTY) ? Writing.ABSENT : newer;
    dirty = false;
  }
}
