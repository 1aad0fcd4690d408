package dev.runtimeagent.application.credential;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.Life;
import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.domain.plan.LossRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InspectCredentialsTest {
  private static final Endpoints GONE =
      new Endpoints(
          URI.create("https://gone.test/connector"), URI.create("https://gone.test/director"));

  private final World world = new World();
  private final Life life = world.connected();
  private final StoredCredentials ours = world.store.credentials().content().orElseThrow();

  private InspectionOutcome inspect() {
    return life.inspect.run(Takeover.NOTHING_KNOWN);
  }

  private Optional<StoredCredentials> stored() {
    return world.store.credentials().content();
  }

  private static StoredCredentials only(Generation generation) {
    return new StoredCredentials(
        Optional.empty(),
        Optional.of(generation),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        LossRecord.NONE);
  }

  private static StoredCredentials foreign(ClientCredential credential) {
    return new StoredCredentials(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(credential),
        List.of(),
        LossRecord.NONE);
  }

  private Generation like(ClientCredential credential) {
    var current = life.custody.current().orElseThrow();
    return new Generation(
        credential,
        current.endpoints(),
        Optional.empty(),
        current.runtimeId(),
        current.tenant(),
        credential.facts().notBefore(),
        credential.facts().notBefore(),
        Optional.empty(),
        false);
  }

  private Generation refusedGeneration(Instant notBefore) {
    return like(
        FakeCertificates.credential("nobody", notBefore, notBefore.plus(Duration.ofDays(90))));
  }

  /** A working credential that another life obtained. */
  private Generation workingGeneration() {
    var other = new Life(world.dial, world.compass, world.compass, world.store, world.journal);
    World.proven(other.prove.run(Takeover.NOTHING_KNOWN));
    assertThat(other.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);
    return other.custody.current().orElseThrow();
  }

  @Test
  void aQuietCycleWritesNothingAndAsksNobody() {
    var saves = world.store.credentials().history().size();

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Intact.class);

    assertThat(world.store.credentials().history()).hasSize(saves);
    assertThat(world.store.authorities().history()).hasSize(1);
    assertThat(world.compass.script().calls()).isEmpty();
  }

  @Test
  void aMissingStoreIsWrittenBackFromMemory() {
    world.store.credentials().remove();

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(stored()).contains(ours);
  }

  @Test
  void damagedContentIsWrittenBackFromMemory() {
    world.store.credentials().damage("credentials.yaml is not YAML");

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(stored()).contains(ours);
  }

  @Test
  void anUnreachableStoreIsTroubleAndNoMore() {
    world.store.credentials().makeUnreadable("permission denied");

    assertThat(inspect()).isEqualTo(new InspectionOutcome.Troubled("permission denied"));
    assertThat(life.custody.current()).isEqualTo(ours.current());
  }

  @Test
  void contentThatOnlyLostSomethingOfOursIsWrittenBack() {
    world.store.credentials().put(StoredCredentials.NONE);

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(stored()).contains(ours);
  }

  @Test
  void whatSomebodyWroteIsWrittenInOurFormEvenIfItMeansTheSame() {
    var saves = world.store.credentials().history().size();
    world.store.credentials().put(ours);

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);
    assertThat(inspect()).isInstanceOf(InspectionOutcome.Intact.class);

    assertThat(world.store.credentials().history()).hasSize(saves + 1).last().isEqualTo(ours);
  }

  @Test
  void anotherWorkingCredentialIsAdopted() {
    var theirs = workingGeneration();

    assertThat(inspect()).isEqualTo(new InspectionOutcome.Adopted(theirs));

    assertThat(life.custody.current()).contains(theirs);
    assertThat(life.custody.stored().previous()).isEqualTo(ours.current());
    assertThat(inspect()).isInstanceOf(InspectionOutcome.Intact.class);
  }

  @Test
  void anotherAgentsWorkingCredentialIsAdopted() {
    var theirs = workingGeneration();
    world.store.credentials().put(foreign(theirs.credential()));

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Adopted.class);

    assertThat(life.custody.current().orElseThrow().fingerprint()).isEqualTo(theirs.fingerprint());
    assertThat(life.custody.current().orElseThrow().tenant()).contains(World.TENANT);
  }

  @Test
  void anOlderRefusedCredentialIsReplacedOnlyOnceTheRefusalIsBelieved() {
    world
        .store
        .credentials()
        .put(only(refusedGeneration(world.dial.now().minus(Duration.ofDays(1)))));
    for (int i = 0; i < 2; i++) {
      assertThat(inspect()).isInstanceOf(InspectionOutcome.Troubled.class);
      assertThat(life.custody.durabilityProblem()).isPresent();
      world.pass(Duration.ofSeconds(20));
    }

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(stored()).contains(ours);
    assertThat(life.custody.durabilityProblem()).isEmpty();
  }

  @Test
  void anotherRefusedCredentialIsJudgedAnew() {
    for (int days = 3; days > 0; days--) {
      world
          .store
          .credentials()
          .put(only(refusedGeneration(world.dial.now().minus(Duration.ofDays(days)))));
      assertThat(inspect()).isInstanceOf(InspectionOutcome.Troubled.class);
      world.pass(Duration.ofSeconds(20));
    }
  }

  @Test
  void oursThatCannotBeWrittenBackIsTrouble() {
    world
        .store
        .credentials()
        .put(only(refusedGeneration(world.dial.now().minus(Duration.ofDays(1)))));
    for (int i = 0; i < 2; i++) {
      inspect();
      world.pass(Duration.ofSeconds(20));
    }
    world.store.credentials().refuseWrites("the disk is full");

    assertThat(inspect()).isEqualTo(new InspectionOutcome.Troubled("the disk is full"));
  }

  @Test
  void anotherAgentsCredentialIsTriedWhereAnotherOneOfItsIsKnown() {
    var theirs = workingGeneration();
    var now = world.dial.now();
    world
        .store
        .credentials()
        .put(foreign(FakeCertificates.credential("x", now, now.plusSeconds(60))));
    var next = world.life();
    next.custody.load();
    world.store.credentials().put(foreign(theirs.credential()));

    var outcome =
        next.inspect.run(
            new Takeover(
                Optional.of(theirs.endpoints()),
                Optional.of(World.RUNTIME),
                Optional.of(World.TENANT),
                Takeover.Times.UNKNOWN));

    assertThat(outcome).isInstanceOf(InspectionOutcome.Adopted.class);
  }

  @Test
  void aNewerRefusedCredentialIsLeftAlone() {
    var theirs = only(refusedGeneration(world.dial.now().plus(Duration.ofDays(1))));
    world.store.credentials().put(theirs);
    for (int i = 0; i < 5; i++) {
      assertThat(inspect()).isInstanceOf(InspectionOutcome.Troubled.class);
      world.pass(Duration.ofSeconds(20));
    }

    assertThat(stored()).contains(theirs);
    assertThat(life.custody.current()).isEqualTo(ours.current());
    assertThat(world.compass.script().calls(CONFIGURATION)).hasSize(3);
  }

  @Test
  void whatIsSaidOfACredentialThatIsLeftStaysAsLongAsItDoes() {
    var theirs = only(refusedGeneration(world.dial.now().plus(Duration.ofDays(1))));
    world.store.credentials().put(theirs);
    for (int i = 0; i < 4; i++) {
      inspect();
      world.pass(Duration.ofSeconds(20));
    }
    var said = life.custody.durabilityProblem();

    assertThat(life.custody.persist()).isEqualTo(said).isPresent();
    assertThat(life.custody.markBound()).isEqualTo(said);
    assertThat(life.custody.durabilityProblem()).isEqualTo(said);

    world.store.credentials().remove();
    assertThat(life.custody.persist()).isEmpty();
    assertThat(stored().orElseThrow().current()).isEqualTo(life.custody.current());
  }

  @Test
  void aCredentialOfBeforeCompassMovedIsTriedWhereOursWorks() {
    var theirs = workingGeneration();
    world.store.credentials().put(only(theirs.withEndpoints(GONE, Optional.empty())));

    assertThat(inspect())
        .isEqualTo(
            new InspectionOutcome.Adopted(
                theirs.withEndpoints(theirs.endpoints(), Optional.of(GONE))));
  }

  @Test
  void aCredentialOfBeforeCompassMovedIsReplacedOnceItsRefusalIsBelieved() {
    var theirs = refusedGeneration(world.dial.now().minus(Duration.ofDays(1)));
    world.store.credentials().put(only(theirs.withEndpoints(GONE, Optional.empty())));
    for (int i = 0; i < 2; i++) {
      assertThat(inspect()).isInstanceOf(InspectionOutcome.Troubled.class);
      world.pass(Duration.ofSeconds(20));
    }

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(stored()).contains(ours);
  }

  @Test
  void aCredentialOfAnotherRuntimeIsTriedAtItsOwnUrlsOnly() {
    var theirs =
        refusedGeneration(world.dial.now().minus(Duration.ofDays(1)))
            .withEndpoints(GONE, Optional.empty())
            .withIdentity("another runtime", Optional.empty());
    world.store.credentials().put(only(theirs));
    for (int i = 0; i < 5; i++) {
      assertThat(inspect()).isInstanceOf(InspectionOutcome.Troubled.class);
      world.pass(Duration.ofMinutes(1));
    }

    assertThat(stored()).contains(only(theirs));
  }

  @Test
  void anUnknownCredentialIsNotReplacedWhileCompassIsSilent() {
    var theirs = only(refusedGeneration(world.dial.now().minus(Duration.ofDays(1))));
    world.store.credentials().put(theirs);
    world.compass.script().failAlways(CONFIGURATION, World.timeout());
    for (int i = 0; i < 5; i++) {
      assertThat(inspect()).isInstanceOf(InspectionOutcome.Troubled.class);
      world.pass(Duration.ofMinutes(1));
    }

    assertThat(stored()).contains(theirs);
  }

  @Test
  void aChangeOfOursDoesNotOverwriteAnUnknownCredential() {
    var theirs = only(refusedGeneration(world.dial.now().minus(Duration.ofDays(1))));
    world.store.credentials().put(theirs);

    assertThat(life.custody.markBound()).isPresent();

    assertThat(stored()).contains(theirs);
    assertThat(life.custody.current().orElseThrow().bound()).isTrue();
  }

  @Test
  void theCopyOfTheAuthoritiesIsRepairedWithoutRotation() {
    world.store.authorities().put("garbage");

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(world.store.authorities().content())
        .contains(ours.current().orElseThrow().credential().authorities());
    assertThat(world.compass.script().calls()).isEmpty();
  }

  @Test
  void aMissingCopyOfTheAuthoritiesIsMadeAnew() {
    world.store.authorities().remove();

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);

    assertThat(world.store.authorities().content()).isPresent();
  }

  @Test
  void aMissingCopyOfAConnectionTakenOverIsMadeOfTheChain() {
    var theirs = ours.current().orElseThrow().credential();
    var bare =
        new ClientCredential(
            theirs.privateKey(), theirs.certificate(), theirs.chain(), "", theirs.facts());
    life.custody.promote(like(bare));
    world.store.authorities().put("theirs");
    assertThat(inspect()).isInstanceOf(InspectionOutcome.Intact.class);

    world.store.authorities().remove();

    assertThat(inspect()).isInstanceOf(InspectionOutcome.Repaired.class);
    assertThat(world.store.authorities().content()).contains(bare.issuers()).isNotEmpty();
    assertThat(bare.chain()).endsWith(bare.issuers()).isNotEqualTo(bare.issuers());
  }

  @Test
  void thePreviousCredentialGoesAfterADay() {
    assertThat(life.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);
    world.pass(Duration.ofHours(24).minusSeconds(1));
    inspect();
    assertThat(stored().orElseThrow().previous()).isPresent();
    world.pass(Duration.ofSeconds(1));

    inspect();

    assertThat(stored().orElseThrow().previous()).isEmpty();
  }

  @Test
  void aConflictWithTheSameContentIsResolvedByReadingAgain() {
    world.store.credentials().conflictOnce();

    assertThat(life.custody.markBound()).isEmpty();

    assertThat(stored().orElseThrow().current().orElseThrow().bound()).isTrue();
  }

  @Test
  void correctedIdsAreTakenUntilTheCredentialIsBound() {
    assertThat(life.custody.adoptIdentity("runtime-2", Optional.of("tenant-2"))).isEmpty();
    assertThat(life.custody.current().orElseThrow().runtimeId()).isEqualTo("runtime-2");
    assertThat(life.custody.markBound()).isEmpty();

    assertThat(life.custody.adoptIdentity("runtime-3", Optional.empty())).isEmpty();

    assertThat(life.custody.current().orElseThrow().runtimeId()).isEqualTo("runtime-2");
  }

  @Test
  void theAccountOfLossesIsPartOfTheSameDocument() {
    var losses =
        new LossRecord("epoch", true, List.of(new LossRecord.Entry(world.dial.now(), 1, 2, 3)));

    assertThat(life.custody.saveLosses(losses)).isEmpty();

    assertThat(world.life().custody.load())
        .isInstanceOfSatisfying(
            Loaded.Credentials.class, c -> assertThat(c.stored().losses()).isEqualTo(losses));
  }

  @Test
  void nothingIsWrittenBeforeTheStoreWasRead() {
    var fresh = world.life();

    assertThat(fresh.custody.saveLosses(LossRecord.NONE)).isPresent();

    assertThat(stored()).contains(ours);
  }
}
