package dev.runtimeagent.application.credential;

import static dev.runtimeagent.application.port.StoredSamples.foreign;
import static dev.runtimeagent.application.port.StoredSamples.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.InMemoryRecord;
import dev.runtimeagent.application.port.StoredSamples;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.TokenHash;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.domain.plan.LossRecord;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialCustodyTest {
  private static final Endpoints ELSEWHERE =
      new Endpoints(URI.create("https://elsewhere.test/c"), URI.create("https://elsewhere.test/d"));

  private final World world = new World();
  private final CredentialCustody custody = world.connected().custody;
  private final InMemoryRecord<StoredCredentials> stored = world.store.credentials();

  /** Everything that changes what is stored. */
  enum Move {
    STAGE_NEXT,
    DROP_NEXT,
    PROMOTE,
    ADOPT_ENDPOINTS,
    MARK_BOUND,
    ADOPT_IDENTITY,
    SPEND,
    SAVE_LOSSES;

    Optional<String> make(CredentialCustody custody, Generation other) {
      return switch (this) {
        case STAGE_NEXT -> custody.stageNext(other, Optional.empty());
        case DROP_NEXT -> custody.dropNext();
        case PROMOTE -> custody.promote(other);
        case ADOPT_ENDPOINTS -> custody.adoptEndpoints(ELSEWHERE);
        case MARK_BOUND -> custody.markBound();
        case ADOPT_IDENTITY -> custody.adoptIdentity("runtime-9", Optional.empty());
        case SPEND -> custody.spend(TokenHash.of(SecretText.of("another")));
        case SAVE_LOSSES -> custody.saveLosses(new LossRecord("epoch", true, List.of()));
      };
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SAVE_LOSSES")
  void aChangeThatCannotBeStoredIsInMemoryAndSaysWhy(Move move) {
    assertThat(custody.stageNext(generation("waiting"), Optional.empty())).isEmpty();
    var before = stored.content();
    stored.refuseWrites("the disk is full");

    assertThat(move.make(custody, generation("other"))).contains("the disk is full");

    assertThat(custody.durabilityProblem()).contains("the disk is full");
    assertThat(Optional.of(custody.stored())).isNotEqualTo(before);
    assertThat(stored.content()).isEqualTo(before);
    stored.recover();
    assertThat(custody.persist()).isEmpty();
    assertThat(stored.content()).contains(custody.stored());
    assertThat(custody.durabilityProblem()).isEmpty();
  }

  @Test
  void lossesThatCannotBeStoredAreNotCounted() {
    stored.refuseWrites("the disk is full");

    assertThat(Move.SAVE_LOSSES.make(custody, generation("other"))).contains("the disk is full");

    assertThat(custody.losses()).isEqualTo(LossRecord.NONE);
    stored.recover();
    assertThat(custody.persist()).isEmpty();
    assertThat(stored.content().orElseThrow().losses()).isEqualTo(LossRecord.NONE);
  }

  @Test
  void aChangeThatChangesNothingWritesNothing() {
    assertThat(custody.markBound()).isEmpty();
    var writes = stored.history().size();

    assertThat(custody.markBound()).isEmpty();
    assertThat(custody.persist()).isEmpty();

    assertThat(stored.history()).hasSize(writes);
  }

  @Test
  void whatOthersWriteAgainAndAgainIsToldAfterFourTries() {
    var conflicts = new AtomicInteger();
    collideFor(conflicts, 4);

    assertThat(custody.markBound())
        .contains("the credential store keeps being changed by somebody else");

    assertThat(conflicts).hasValue(4);
    assertThat(custody.markBound()).isEmpty();
  }

  @Test
  void threeOfThemAreNoTrouble() {
    collideFor(new AtomicInteger(), 3);

    assertThat(custody.markBound()).isEmpty();
    assertThat(stored.content()).contains(custody.stored());
  }

  @Test
  void whatWasDeletedInBetweenIsWrittenAnew() {
    stored.beforeNextWrite(stored::remove);

    assertThat(custody.markBound()).isEmpty();
    assertThat(stored.content()).contains(custody.stored());
  }

  @Test
  void whatCannotBeReadInBetweenIsToldAndNotOverwritten() {
    stored.beforeNextWrite(() -> stored.damage("it is not YAML"));
    var before = stored.content();

    assertThat(custody.markBound()).contains("it is not YAML");
    assertThat(stored.content()).isEqualTo(before);
  }

  @Test
  void anotherAgentsCredentialInBetweenIsNotOverwritten() {
    var theirs = generation("theirs").credential();
    stored.beforeNextWrite(() -> stored.put(foreign(theirs)));

    assertThat(custody.markBound().orElseThrow()).startsWith("somebody put another credential");
    assertThat(stored.content()).contains(foreign(theirs));
  }

  @Test
  void oursWithoutOurMarksIsNothingStrange() {
    var ours = custody.current().orElseThrow().credential();
    stored.beforeNextWrite(() -> stored.put(foreign(ours)));

    assertThat(custody.markBound()).isEmpty();
    assertThat(stored.content()).contains(custody.stored());
  }

  @Test
  void anotherAgentsCredentialThatIsKnownIsNothingStrange() {
    var theirs = generation("theirs").credential();
    var fresh = new World();
    fresh.store.credentials().put(foreign(theirs));
    var heir = new CredentialCustody(fresh.store, fresh.dial);
    assertThat(heir.load()).isInstanceOf(Loaded.Credentials.class);
    var record = fresh.store.credentials();
    record.beforeNextWrite(() -> record.put(foreign(theirs)));

    assertThat(heir.saveLosses(new LossRecord("epoch", true, List.of()))).isEmpty();
    assertThat(record.content().orElseThrow().foreign()).contains(theirs);
  }

  @Test
  void aGenerationOfAnotherTenantOrUrlIsStrange() {
    var current = custody.current().orElseThrow();
    var elsewhere = current.withEndpoints(ELSEWHERE, Optional.empty());
    var otherTenant = current.withIdentity(current.runtimeId(), Optional.of("tenant-9"));
    var otherRuntime = current.withIdentity("runtime-9", current.tenant());

    stored.put(only(current));
    assertThat(custody.look()).isInstanceOf(Look.Repaired.class);
    for (var stranger : List.of(elsewhere, otherTenant, otherRuntime)) {
      stored.put(only(stranger));
      assertThat(custody.look())
          .isInstanceOfSatisfying(
              Look.Strange.class,
              strange -> assertThat(strange.generations()).containsExactly(stranger));
    }
  }

  @Test
  void aRehearsalTellsWhatWouldKeepAWriteFromWorking() {
    assertThat(custody.rehearse()).isEmpty();
    stored.refuseWrites("the disk is full");
    assertThat(custody.rehearse()).contains("the disk is full");

    var fresh = new CredentialCustody(world.store, world.dial);
    stored.makeUnreadable("permission denied");
    assertThat(fresh.rehearse()).contains("permission denied");
  }

  @Test
  void aConflictWithTheSameContentIsResolvedByReadingAgain() {
    stored.conflictOnce();

    assertThat(custody.markBound()).isEmpty();

    assertThat(stored.content().orElseThrow().current().orElseThrow().bound()).isTrue();
  }

  @Test
  void correctedIdsAreTakenUntilTheCredentialIsBound() {
    assertThat(custody.adoptIdentity("runtime-2", Optional.of("tenant-2"))).isEmpty();
    assertThat(custody.current().orElseThrow().runtimeId()).isEqualTo("runtime-2");
    assertThat(custody.markBound()).isEmpty();

    assertThat(custody.adoptIdentity("runtime-3", Optional.empty())).isEmpty();

    assertThat(custody.current().orElseThrow().runtimeId()).isEqualTo("runtime-2");
  }

  @Test
  void theAccountOfLossesIsPartOfTheSameDocument() {
    var losses =
        new LossRecord("epoch", true, List.of(new LossRecord.Entry(world.dial.now(), 1, 2, 3)));

    assertThat(custody.saveLosses(losses)).isEmpty();

    assertThat(world.life().custody.load())
        .isInstanceOfSatisfying(
            Loaded.Credentials.class, c -> assertThat(c.stored().losses()).isEqualTo(losses));
  }

  @Test
  void nothingIsWrittenBeforeTheStoreWasRead() {
    var fresh = world.life();
    var before = stored.content();

    assertThat(fresh.custody.saveLosses(LossRecord.NONE)).isPresent();

    assertThat(stored.content()).isEqualTo(before);
  }

  /** Somebody writes the same again before each of the next {@code times} writes. */
  private void collideFor(AtomicInteger conflicts, int times) {
    stored.beforeNextWrite(() -> {
      stored.put(stored.content().orElseThrow());
      if (conflicts.incrementAndGet() < times) {
        collideFor(conflicts, times);
      }
    });
  }

  private static Generation generation(String commonName) {
    return StoredSamples.generation(commonName, StoredSamples.NOW);
  }
}
