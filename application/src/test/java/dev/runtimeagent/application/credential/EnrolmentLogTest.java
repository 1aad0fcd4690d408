package dev.runtimeagent.application.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.InMemoryRecord;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.JournalEntry.Enrolment;
import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.domain.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EnrolmentLogTest {
  private static final Enrolment ENROLMENT = StoredSamples.ENTRY.enrolment().orElseThrow();
  private static final Duration DAY = Duration.ofHours(24);

  private final World world = new World();
  private final InMemoryRecord<JournalEntry> stored = world.journal.entry();
  private final EnrolmentLog log = new EnrolmentLog(world.journal, world.dial, world.dial);

  @Test
  void isReadOnceAndSaysWhyItCannotBe() {
    stored.makeUnreadable("permission denied");
    assertThat(log.load()).contains("permission denied");
    assertThat(log.rehearse()).contains("permission denied");

    stored.recover();
    stored.put(StoredSamples.ENTRY);
    assertThat(log.load()).isEmpty();
    assertThat(log.enrolment()).contains(ENROLMENT);
    assertThat(log.refused()).isEqualTo(StoredSamples.ENTRY.refused());

    stored.remove();
    assertThat(log.load()).isEmpty();
    assertThat(log.enrolment()).contains(ENROLMENT);
  }

  @Test
  void aRehearsalTellsWhatWouldKeepAWriteFromWorking() {
    assertThat(log.rehearse()).isEmpty();
    stored.refuseWrites("the disk is full");
    assertThat(log.rehearse()).contains("the disk is full");
  }

  @Test
  void aPhaseThatCannotBeWrittenIsNotEntered() {
    stored.refuseWrites("the disk is full");

    assertThat(log.write(ENROLMENT)).contains("the disk is full");
    assertThat(log.enrolment()).isEmpty();
  }

  @Test
  void whoeverWroteInBetweenIsHeard() {
    assertThat(log.load()).isEmpty();
    stored.put(StoredSamples.ENTRY);

    assertThat(log.write(ENROLMENT)).contains("somebody else wrote the enrolment journal just now");
    assertThat(log.refused()).isEqualTo(StoredSamples.ENTRY.refused());
    assertThat(log.write(ENROLMENT)).isEmpty();
  }

  @Test
  void whoeverDeletedItInBetweenIsHeard() {
    assertThat(log.write(ENROLMENT)).isEmpty();
    stored.remove();

    assertThat(log.write(ENROLMENT)).contains("somebody else wrote the enrolment journal just now");
    assertThat(log.enrolment()).isEmpty();
    assertThat(log.write(ENROLMENT)).isEmpty();
  }

  @Test
  void oneThatNobodyUnderstandsGivesWayToTheNext() {
    stored.damage("it is garbage");

    assertThat(log.load()).isEmpty();
    assertThat(log.write(ENROLMENT)).isEmpty();
    assertThat(stored.content().flatMap(JournalEntry::enrolment)).contains(ENROLMENT);

    stored.remove();
    assertThat(log.load()).isEmpty();
    assertThat(log.enrolment()).contains(ENROLMENT);
  }

  @Test
  void whatMustNotBeLostIsTriedUntilItIsWrittenOrTimeIsOver() {
    assertThat(log.load()).isEmpty();
    stored.refuseWrites("the disk is full");
    var start = world.dial.now();

    assertThat(log.insist(ENROLMENT, Duration.ofSeconds(3))).contains("the disk is full");

    assertThat(Duration.between(start, world.dial.now())).isEqualTo(Duration.ofSeconds(3));
    assertThat(log.enrolment()).contains(ENROLMENT);
    stored.recover();
    log.tidy();
    assertThat(stored.content().flatMap(JournalEntry::enrolment)).contains(ENROLMENT);
  }

  @Test
  void whoIsInterruptedTriesNoMoreAndStaysInterrupted() {
    stored.refuseWrites("the disk is full");
    var impatient =
        new EnrolmentLog(
            world.journal,
            world.dial,
            _ -> {
              throw new InterruptedException();
            });

    assertThat(impatient.insist(ENROLMENT, Duration.ofSeconds(3))).contains("the disk is full");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void itsOwnWritesGoOverWhatOthersWroteInBetween() {
    assertThat(log.load()).isEmpty();
    stored.put(StoredSamples.ENTRY);

    assertThat(log.insist(ENROLMENT, Duration.ZERO)).isEmpty();
    assertThat(stored.content()).contains(new JournalEntry(Optional.of(ENROLMENT), List.of()));
    stored.remove();
    assertThat(log.insist(ENROLMENT, Duration.ZERO)).isEmpty();
    assertThat(stored.content()).isPresent();
  }

  @Test
  void whatOthersWriteAgainAndAgainIsToldAfterThreeTries() {
    stored.put(StoredSamples.ENTRY);
    assertThat(log.load()).isEmpty();
    var conflicts = new AtomicInteger();
    collideFor(conflicts, 3);

    assertThat(log.insist(ENROLMENT, Duration.ZERO))
        .contains("the enrolment journal keeps being changed by somebody else");
    assertThat(conflicts).hasValue(3);

    collideFor(new AtomicInteger(), 2);
    assertThat(log.insist(ENROLMENT, Duration.ZERO)).isEmpty();
  }

  @Test
  void whatIsDamagedInBetweenGivesWay() {
    stored.put(StoredSamples.ENTRY);
    assertThat(log.load()).isEmpty();
    stored.beforeNextWrite(() -> stored.damage("it is not YAML"));

    assertThat(log.insist(ENROLMENT, Duration.ZERO)).isEmpty();
    assertThat(stored.content().flatMap(JournalEntry::enrolment)).contains(ENROLMENT);
  }

  @Test
  void whatIsForgottenWithoutHavingBeenIsNotWritten() {
    assertThat(log.load()).isEmpty();

    log.forgetEnrolment();
    log.forgive();
    log.tidy();

    assertThat(stored.history()).isEmpty();
  }

  @Test
  void enrolmentAndRefusalsAreForgottenApart() {
    stored.put(StoredSamples.ENTRY);
    assertThat(log.load()).isEmpty();

    log.forgive();
    assertThat(stored.content()).contains(new JournalEntry(Optional.of(ENROLMENT), List.of()));
    log.forgetEnrolment();
    assertThat(stored.content()).isEmpty();
    assertThat(log.enrolment()).isEmpty();
  }

  @Test
  void onlyTheProofOfItsOwnKeySettlesIt() {
    stored.put(StoredSamples.ENTRY);

    log.settle(SecretText.of("another key"));
    assertThat(stored.content()).contains(StoredSamples.ENTRY);
    log.settle(SecretText.of(ENROLMENT.key().reveal() + "\n"));
    assertThat(stored.content()).isEmpty();
  }

  @Test
  void nothingIsSettledOrTidiedUpWhileItCannotBeRead() {
    stored.put(StoredSamples.ENTRY);
    stored.makeUnreadable("permission denied");

    log.settle(ENROLMENT.key());
    log.tidy();

    assertThat(stored.content()).contains(StoredSamples.ENTRY);
    assertThat(stored.history()).isEmpty();
  }

  @Test
  void keyAndTokensAreErasedAfterADayAndNotBefore() {
    stored.put(StoredSamples.ENTRY);
    world.pass(Duration.between(world.dial.now(), ENROLMENT.at()).plus(DAY).minusMillis(1));

    log.tidy();
    assertThat(stored.content()).contains(StoredSamples.ENTRY);
    world.pass(Duration.ofMillis(1));
    log.tidy();
    assertThat(stored.content())
        .contains(new JournalEntry(Optional.empty(), StoredSamples.ENTRY.refused()));
  }

  private void collideFor(AtomicInteger conflicts, int times) {
    stored.beforeNextWrite(() -> {
      stored.put(StoredSamples.ENTRY);
      if (conflicts.incrementAndGet() < times) {
        collideFor(conflicts, times);
      }
    });
  }
}
