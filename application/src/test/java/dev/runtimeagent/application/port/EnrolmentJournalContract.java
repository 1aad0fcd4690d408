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
public interface EnrolmentJournalContract extends StoreFaultRules<JournalEntry> {
  /** The same journal, opened afresh as after a restart. */
  EnrolmentJournal open();

  /** Does what somebody does who puts there what cannot be understood. */
  void damage() throws Exception;

  /** The store, whose answers are looked at. */
  default EnrolmentJournal observed() {
    return Observed.of(EnrolmentJournal.class, open(), StoredSamples.SECRETS);
  }

  @Override
  default Stored<JournalEntry> readAfresh() {
    return observed().load();
  }

  @Override
  default Writing writeAfresh(JournalEntry content, String expected) {
    return observed().save(content, expected);
  }

  @Override
  default JournalEntry sample() {
    return ENTRY;
  }

  @Override
  default JournalEntry otherSample() {
    return new JournalEntry(Optional.empty(), ENTRY.refused());
  }

  @Test
  @Rule("D 3: Missing means that it is certain that there is none.")
  default void isMissingBeforeAnythingWasSaved() {
    assertThat(observed().load()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  @Rule("D 4.2: Then the whole answer of A and of B: what is written is there, whole.")
  default void givesBackTheWholeEntry() {
    var written = observed().save(ENTRY, Writing.ABSENT);

    assertThat(observed().load()).isEqualTo(new Stored.Found<>(ENTRY, version(written)));
  }

  @ParameterizedTest
  @EnumSource
  @Rule("D 4.2: Phases: prepared, asked, answered, signing, stored.")
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

    var written = observed().save(entry, Writing.ABSENT);

    assertThat(observed().load()).isEqualTo(new Stored.Found<>(entry, version(written)));
  }

  @Test
  @Rule("D 3: Refused tokens are remembered in the journal's Secret.")
  default void remembersRefusalsWithoutAnEnrolment() {
    var entry = new JournalEntry(Optional.empty(), ENTRY.refused());

    var written = observed().save(entry, Writing.ABSENT);

    assertThat(observed().load()).isEqualTo(new Stored.Found<>(entry, version(written)));
  }

  @Test
  @Rule("D 9: The journal is gone when done.")
  default void isGoneWhenThereIsNothingToRemember() {
    var written = observed().save(ENTRY, Writing.ABSENT);

    var emptied = observed().save(JournalEntry.EMPTY, version(written));

    assertThat(emptied).isEqualTo(new Writing.Written(Writing.ABSENT));
    assertThat(observed().load()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  @Rule("D 4.2: Key and tokens are erased when proven, refused or 24 h old.")
  default void isGoneOnceErased() {
    observed().save(ENTRY, Writing.ABSENT);

    assertThat(observed().erase()).isEqualTo(new Writing.Written(Writing.ABSENT));
    assertThat(observed().load()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  @Rule("D 4.2: Key and tokens are erased: their absence is a success.")
  default void canBeErasedWhenThereIsNone() {
    assertThat(observed().erase()).isEqualTo(new Writing.Written(Writing.ABSENT));
  }

  @Test
  @Rule("D 4.2: Every write carries the resource version.")
  default void refusesToWriteOverWhatTheWriterDidNotRead() {
    observed().save(ENTRY, Writing.ABSENT);

    assertThat(observed().save(JournalEntry.EMPTY, Writing.ABSENT))
        .isEqualTo(new Writing.Conflict());
    assertThat(observed().load())
        .isInstanceOfSatisfying(
            Stored.Found.class, found -> assertThat(found.content()).isEqualTo(ENTRY));
  }

  @Test
  @Rule("D 3: Missing is not unreadable: nothing is overwritten that is not understood.")
  default void replacesDamageOnlyForWhoKnowsOfIt() throws Exception {
    damage();

    assertThat(observed().load()).isInstanceOf(Stored.Unreadable.class);
    assertThat(observed().save(ENTRY, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
    var written = observed().save(ENTRY, Writing.DAMAGED);
    assertThat(observed().load()).isEqualTo(new Stored.Found<>(ENTRY, version(written)));
  }

  @Test
  @Rule("D 4.1: A dry run of the real writes of the credential and journal.")
  default void rehearsesWithoutATrace() {
    assertThat(observed().rehearse()).isEmpty();
    assertThat(observed().load()).isEqualTo(new Stored.Missing<>());

    var written = observed().save(ENTRY, Writing.ABSENT);
    assertThat(observed().rehearse()).isEmpty();
    assertThat(observed().load()).isEqualTo(new Stored.Found<>(ENTRY, version(written)));
  }

  private static String version(Writing writing) {
    return switch (writing) {
      case Writing.Written(var version) -> version;
      case Writing.Conflict _, Writing.Failed _ ->
          throw new AssertionError("not written: " + writing);
    };
  }
}
