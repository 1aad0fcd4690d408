package dev.runtimeagent.application.credential;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION;
import static dev.runtimeagent.application.port.StoredSamples.foreign;
import static dev.runtimeagent.application.port.StoredSamples.generation;
import static dev.runtimeagent.application.port.StoredSamples.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.Life;
import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The look at the store, where somebody else's credential is in place of ours. */
class UnknownCredentialTest {
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

  /** One that nobody knows, valid since then. */
  private Generation refused(int daysAgo) {
    var since = world.dial.now().minus(Duration.ofDays(daysAgo));
    return generation(
        FakeCertificates.credential("nobody", since, since.plus(Duration.ofDays(90))),
        ours.current().orElseThrow());
  }

  /** A working credential that another life obtained. */
  private Generation workingGeneration() {
    var other = new Life(world.dial, world.compass, world.compass, world.store, world.journal);
    World.proven(other.prove.run(Takeover.NOTHING_KNOWN));
    assertThat(other.renew.run()).isInstanceOf(RenewalOutcome.Renewed.class);
    return other.custody.current().orElseThrow();
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
    world.store.credentials().put(only(refused(1)));
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
      world.store.credentials().put(only(refused(days)));
      assertThat(inspect()).isInstanceOf(InspectionOutcome.Troubled.class);
      world.pass(Duration.ofSeconds(20));
    }
  }

  @Test
  void oursThatCannotBeWrittenBackIsTrouble() {
    world.store.credentials().put(only(refused(1)));
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
    var theirs = only(refused(-1));
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
    var theirs = only(refused(-1));
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
    var theirs = refused(1);
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
        refused(1)
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
    var theirs = only(refused(1));
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
    var theirs = only(refused(1));
    world.store.credentials().put(theirs);

    assertThat(life.custody.markBound()).isPresent();

    assertThat(stored()).contains(theirs);
    assertThat(life.custody.current().orElseThrow().bound()).isTrue();
  }
}
