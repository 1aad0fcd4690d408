package dev.runtimeagent.application.port;

import static dev.runtimeagent.application.port.StoredSamples.ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.JournalEntry.Enrolment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every enrolment journal keeps to. */
public interface EnrolmentJournalContract {
  /** The same journal, opened afresh as after a restart. */
  EnrolmentJournal open();

  /** Does what somebody does who puts there what cannot be understood. */
  void damage() throws Exception;

  @Test
  default void isMissingBeforeAnythingWasSaved() {
    assertThat(open().load()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  default void givesBackTheWholeEntry() {
    var written = open().save(ENTRY, Writing.ABSENT);

    assertThat(open().load()).isEqualTo(new Stored.Found<>(ENTRY, version(written)));
  }

  @ParameterizedTest
  @EnumSource
  default void givesBackAnEnrolmentInAnyPhase(JournalEntry.Phase phase) {
    var full = ENTRY.enrolment().orElseThrow();
    var entry =
        new JournalEntry(
            Optional.of(
                new Enrolment(
                    full.holder(),
                    full.at(),
                    phase,
                    full.connectorUrl(),
                    full.configuredToken(),
                    full.runtimeId(),
                    full.tenant(),
                    full.key(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())),
            List.of());

    var written = open().save(entry, Writing.ABSENT);

    assertThat(open().load()).isEqualTo(new Stored.Found<>(entry, version(written)));
  }

  @Test
  default void remembersRefusalsWithoutAnEnrolment() {
    var entry = new JournalEntry(Optional.empty(), ENTRY.refused());

    var written = open().save(entry, Writing.ABSENT);

    assertThat(open().load()).isEqualTo(new Stored.Found<>(entry, version(written)));
  }

  @Test
  default void isGoneWhenThereIsNothingToRemember() {
    var written = open().save(ENTRY, Writing.ABSENT);

    var emptied = open().save(JournalEntry.EMPTY, version(written));

    assertThat(emptied).isEqualTo(new Writing.Written(Writing.ABSENT));
    assertThat(open().load()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  default void isGoneOnceErased() {
    open().save(ENTRY, Writing.ABSENT);

    assertThat(open().erase()).isEqualTo(new Writing.Written(Writing.ABSENT));
    assertThat(open().load()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  default void canBeErasedWhenThereIsNone() {
    assertThat(open().erase()).isEqualTo(new Writing.Written(Writing.ABSENT));
  }

  @Test
  default void refusesToWriteOverWhatTheWriterDidNotRead() {
    open().save(ENTRY, Writing.ABSENT);

    assertThat(open().save(JournalEntry.EMPTY, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
    assertThat(open().load())
        .isInstanceOfSatisfying(
            Stored.Found.class, found -> assertThat(found.content()).isEqualTo(ENTRY));
  }

  @Test
  default void replacesDamageOnlyForWhoKnowsOfIt() throws Exception {
    damage();

    assertThat(open().load()).isInstanceOf(Stored.Unreadable.class);
    assertThat(open().save(ENTRY, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
    var written = open().save(ENTRY, Writing.DAMAGED);
    assertThat(open().load()).isEqualTo(new Stored.Found<>(ENTRY, version(written)));
  }

  @Test
  default void rehearsesWithoutATrace() {
    assertThat(open().rehearse()).isEmpty();
    assertThat(open().load()).isEqualTo(new Stored.Missing<>());
  }

  private static String version(Writing writing) {
    return switch (writing) {
      case Writing.Written(var version) -> version;
      case Writing.Conflict _, Writing.Failed _ ->
          throw new AssertionError("not written: " + writing);
    };
  }
}
